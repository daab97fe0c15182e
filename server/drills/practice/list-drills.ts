import type { Drill } from "#generated/prisma/client.ts";
import type { DrillScore, DrillSummary, DrillsView } from "#lib/contracts/drill.ts";
import { roleHolds } from "#lib/contracts/permissions.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { visibleTo } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { SCENARIOS, scenarioNamed } from "../scenarios/registry.ts";
import { addressesIn } from "./addresses.ts";
import { PRACTICES } from "./practices.ts";
import { progressOf } from "./score.ts";

const MOST_PAST = 20;
const SYSTEM_NAMES = { prometheus: "Prometheus", loki: "Loki", grafana: "Grafana", kubernetes: "Kubernetes", datadog: "Datadog" } as const;

/** What one can practise, what runs now, and what came of the last ones. */
export async function listDrills(ctx: Ctx): Promise<DrillsView> {
  authorize(ctx, "incident.read");
  const running = await db().drill.findMany({ where: { state: { not: "ended" } }, orderBy: { startedAt: "desc" } });
  const past = await db().drill.findMany({ where: { state: "ended" }, orderBy: { endedAt: "desc" }, take: MOST_PAST });
  const known = await incidentsOf(ctx, [...running, ...past]);
  const summaries = (rows: Drill[]) => Promise.all(rows.map((row) => summaryOf(ctx, row, known.get(row.incidentId) ?? null)));
  return {
    scenarios: SCENARIOS.map(({ name, title, noticed }) => ({ name, title, noticed, practises: PRACTICES[name]?.practises ?? "" })),
    running: await summaries(running),
    past: await summaries(past),
    now: await databaseNow(),
  };
}

type Known = { id: string; reference: string; title: string; state: RoomState };

/** Only what the asker may see. */
async function incidentsOf(ctx: Ctx, rows: readonly Drill[]): Promise<Map<string, Known>> {
  const ids = rows.map(({ incidentId }) => incidentId);
  const found = await db().$queryRaw<Known[]>`
    SELECT i.id, i.reference, i.title, i.state FROM incident i WHERE i.id = ANY(${ids}::uuid[]) AND ${visibleTo(ctx)}`;
  return new Map(found.map((one) => [one.id, one]));
}

async function summaryOf(ctx: Ctx, row: Drill, incident: Known | null): Promise<DrillSummary> {
  const person = await db().user.findUnique({ where: { id: row.startedBy }, select: { name: true } });
  const role = (ctx.person ?? ctx.key)?.role;
  const addresses = Object.entries(addressesIn(row) ?? {});
  return {
    id: row.id,
    title: scenarioNamed(row.scenario)?.title ?? row.scenario,
    state: row.state as DrillSummary["state"],
    incident: incident ? { reference: incident.reference, title: incident.title } : null,
    startedBy: { id: row.startedBy, name: person?.name ?? "Somebody who left" },
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    ...(incident ? progressOf(incident.state, row.startedAt.getTime()) : { acknowledgedMs: null, causeMs: null }),
    systems: addresses.flatMap(([system, url]) => (system in SYSTEM_NAMES ? [{ name: SYSTEM_NAMES[system as keyof typeof SYSTEM_NAMES], url }] : [])),
    score: row.score as DrillScore | null,
    mayEnd: row.state !== "ended" && role !== undefined && roleHolds(role, "incident.write"),
  };
}
