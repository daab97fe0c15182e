import { AddLink, AddNote, ChangeStatus, DeclareIncident, OpenInterval, SetFigures, SetTimestamp } from "#lib/contracts/incident-commands.ts";
import { addLink, changeStatus, declareIncident, openInterval, setFigures, setTimestamp } from "#server/incidents/index.ts";
import { addNote } from "#server/notes/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";

const at = (clock: string): string => `2024-12-20T${clock}:00.000Z`;

const NOTES: readonly [string, string][] = [
  ["14:15", 'Feature flag "async-payment-processing" enabled'],
  ["14:20", "Connection pool usage began increasing"],
  ["14:25", "First timeout errors appeared in logs"],
  ["14:30", "Alert fired, incident declared"],
  ["14:35", "Full outage - all requests failing"],
  [
    "14:40",
    "Root cause: missing connection.release() call in async payment processing error handling path caused database connections to leak under load",
  ],
  ["14:45", "Feature flag disabled"],
  ["14:50", "Recovery began"],
  ["15:16", "Issue not caught in staging testing: no test of the async error path"],
  ["15:17", "Connection pool metrics were not monitored"],
  ["15:18", "Action: add connection pool alert at 80% @sre-team"],
  ["15:19", "Action: update load test with async errors @qa-team"],
];

/** A service with the seed's objective: 99.9 % of 30 days, so 43.2 minutes. */
export async function paymentApi(): Promise<string> {
  const id = newId();
  const teamId = newId();
  await db().team.create({ data: { id: teamId, slug: `payments-${teamId.slice(-6)}`, name: "Payments Team" } });
  await db().service.create({
    data: {
      id,
      slug: `payment-api-${id.slice(-6)}`,
      name: "payment-api",
      teamId,
      slos: [{ name: "Availability", objective: 0.999, windowDays: 30 }],
    },
  });
  return id;
}

/** The payment outage that the seed tells of, recorded after the fact and resolved: 45 minutes, 15 %, 12,000 customers, 60,000 an hour. */
export async function paymentOutage(ctx: Ctx, options: { resolve?: boolean } = {}): Promise<{ reference: string; service: string }> {
  const service = await paymentApi();
  const { reference } = await declareIncident(
    ctx,
    DeclareIncident.parse({
      ...{ title: "Payment API Outage", severity: "SEV2", kind: "retrospective", services: [service], phase: "monitoring" },
      ...{ startedAt: at("14:30"), detectedAt: at("14:30") },
      figures: { usersPercent: 15, customers: 12_000, revenuePerHour: 60_000, regions: ["US-East", "EU-West"] },
    }),
  );
  for (const [name, clock] of [
    ["declaredAt", "14:30"],
    ["acknowledgedAt", "14:33"],
    ["identifiedAt", "14:40"],
    ["mitigatedAt", "14:45"],
  ] as const)
    await setTimestamp(ctx, SetTimestamp.parse({ reference, name, to: at(clock), reason: "From the chat" }));
  await openInterval(ctx, OpenInterval.parse({ reference, service, level: "partial", share: 0.15, startedAt: at("14:30"), endedAt: at("15:15") }));
  for (const [clock, text] of NOTES) await addNote(ctx, AddNote.parse({ reference, text, occurredAt: at(clock) }));
  await addLink(ctx, AddLink.parse({ reference, url: "https://grafana.example.com/d/payments", label: "Grafana dashboard" }));
  await setFigures(ctx, SetFigures.parse({ reference, figures: { text: "Checkout attempts failed" } }));
  if (options.resolve ?? true) {
    await changeStatus(
      ctx,
      ChangeStatus.parse({ reference, to: "resolved", summary: "Connections leaked after a feature flag was enabled", impactEndedAt: at("15:15") }),
    );
    await setTimestamp(ctx, SetTimestamp.parse({ reference, name: "resolvedAt", to: at("15:15"), reason: "Full recovery was seen then" }));
  }
  return { reference, service };
}
