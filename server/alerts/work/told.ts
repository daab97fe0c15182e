import type { AlertLevel } from "#lib/contracts/alert-terms.ts";
import type { FactOf } from "#lib/contracts/timeline.ts";
import { appendToIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { MusterError } from "#server/platform/errors.ts";
import { log } from "#server/platform/log.ts";
import { connectorCtx } from "../connector-ctx.ts";

/** An alert as timelines tell of it. */
export type Telling = {
  id: string;
  integrationId: string;
  sourceName: string;
  title: string;
  level: AlertLevel;
  link: string | null;
  labels: Record<string, string>;
};

const MOST_LABELS = 8;
/** An incident with more alerts than this tells of no single one any more: they are listed beside its timeline. */
const MOST_TOLD = 100;

export function refOf({ id, title, sourceName, level, link, labels }: Telling): FactOf<"alert">["alert"] {
  return { id, title, source: sourceName, level, link, labels: Object.fromEntries(Object.entries(labels).slice(0, MOST_LABELS)) };
}

/** The reference of an incident, or of the one it was merged into. */
export async function referenceOf(incidentId: string): Promise<string | null> {
  const [row] = await db().$queryRaw<{ reference: string }[]>`
    WITH RECURSIVE way AS (
      SELECT reference, state, 0 AS steps FROM incident WHERE id = ${incidentId}::uuid
      UNION ALL SELECT i.reference, i.state, steps + 1 FROM way JOIN incident i ON i.reference = way.state->'mergedInto'->>'reference' WHERE steps < 10)
    SELECT reference FROM way ORDER BY steps DESC LIMIT 1`;
  return row?.reference ?? null;
}

type Tell = { action: FactOf<"alert">["action"]; incidentId: string; once: string; more?: number; note?: string | null };

/** Tells an incident's timeline of an alert, as its sender, once for each `once`. */
export async function tellIncident(alert: Telling, { action, incidentId, once, more = 0, note = null }: Tell): Promise<void> {
  const ctx = connectorCtx({ id: alert.integrationId, name: alert.sourceName }, once);
  const [reference, told] = await Promise.all([referenceOf(incidentId), db().alert.count({ where: { incidentId } })]);
  if (reference === null || (told > MOST_TOLD && action !== "storm")) return;
  await record(ctx, reference, { kind: "alert", action, alert: refOf(alert), more, note });
}

/** What an incident refuses, because it ended or was merged meanwhile, stays with the alert. */
async function record(ctx: Ctx, reference: string, fact: FactOf<"alert">): Promise<void> {
  authorize(ctx, "alert.manage");
  await appendToIncident(ctx, "alert.manage", reference, async (incident) => ({ seq: (await incident.record(fact)).seq })).catch((error: unknown) => {
    if (!(error instanceof MusterError)) throw error;
    log.warn({ reference, error: error.message }, "An incident did not take an alert.");
  });
}
