import type { RuleDefinition } from "#lib/contracts/alert-rule.ts";
import type { AlertOutcome } from "#lib/contracts/alert-terms.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";
import { inTransaction, type Sql } from "#server/platform/sql.ts";
import { decide, spend } from "./decide.ts";
import {
  type Ground,
  openOfKey,
  openOfLabel,
  openOfService,
  openOfServiceWord,
  readDeclaring,
  readGround,
  readWaiting,
  type Waiting,
} from "./routing.ts";

/** What is to be done with an alert now. `incidentId` null for "attached": that of the alert `leader`, which is declared first. */
export type Verdict = {
  id: string;
  outcome: AlertOutcome;
  reason: string;
  ruleId: string | null;
  maintenanceId: string | null;
  incidentId: string | null;
  leader: string | null;
  reopens: boolean;
};

/**
 * Decides what becomes of alerts, one decision after the other so that the budget holds for all workers, and keeps what was decided. What
 * follows from it is carried out afterwards, and again when a worker died over it.
 */
export async function decideAlerts(ctx: Ctx, ids: string[]): Promise<Verdict[]> {
  authorize(ctx, "alert.manage");
  if (ids.length === 0) return [];
  return inTransaction(async (sql) => {
    sql.send({ name: "alerts-decide-lock", text: "SELECT pg_advisory_xact_lock(hashtextextended('muster alert decisions', 1))" });
    const waiting = await readWaiting(sql, ids);
    if (waiting.length === 0) return [];
    const ground = await readGround(sql);
    const batch: Batch = { sql, ground, leaders: leadersAmong(await readDeclaring(sql)) };
    const verdicts: Verdict[] = [];
    for (const alert of waiting) verdicts.push(await verdictOn(batch, alert));
    storeVerdicts(sql, verdicts);
    await countStorm(sql, waiting, verdicts);
    return verdicts;
  });
}

/** `leaders`: which alert declares, just now or in this batch, for a service, a key or a label. */
type Batch = { sql: Sql; ground: Ground; leaders: Map<string, string> };

function leadersAmong(declaring: Awaited<ReturnType<typeof readDeclaring>>): Batch["leaders"] {
  const named = declaring.flatMap(({ id, integrationId, dedupKey, labels, serviceId, service }): [string, string][] => [
    [`key ${integrationId} ${dedupKey}`, id],
    ...(serviceId || service ? [[`service ${serviceId ?? service}`, id] as [string, string]] : []),
    ...Object.entries(labels).map(([label, value]): [string, string] => [`label ${label} ${value}`, id]),
  ]);
  return new Map(named.toReversed());
}

const NONE = { ruleId: null, maintenanceId: null, incidentId: null, leader: null, reopens: false };

async function verdictOn(batch: Batch, alert: Waiting): Promise<Verdict> {
  const { id, title, level, labels, source, serviceId, serviceSlug, incident } = alert;
  if (alert.status === "resolved" && !incident) return { ...NONE, id, outcome: "recorded", reason: "It was over before it was decided." };
  const told = { title, level, source, labels, service: serviceSlug ?? alert.service };
  const decision = decide({ told, serviceId }, batch.ground);
  if (incident?.isActive) return { ...NONE, id, outcome: "attached", reason: "It belongs to this incident.", incidentId: incident.id };
  if (decision.what === "maintenance")
    return {
      ...NONE,
      id,
      outcome: "maintenance",
      reason: `Held back by the maintenance “${decision.window.title}”.`,
      maintenanceId: decision.window.id,
    };
  if (decision.what === "record") return { ...NONE, id, outcome: "recorded", reason: decision.reason, ruleId: decision.rule?.id ?? null };
  const { definition, rule } = decision;
  const by = { ...NONE, id, ruleId: rule.id, reason: `By the rule “${definition.name}”.` };
  if (incident && isReopened(batch.ground, definition, incident)) return { ...by, outcome: "attached", incidentId: incident.id, reopens: true };
  const target = await targetOf(batch, alert, definition);
  if (target) return { ...by, outcome: "attached", ...target };
  if (decision.what === "attach") return { ...by, outcome: "recorded", reason: `${by.reason} No open incident has to do with it.` };
  if (!spend(batch.ground.used, level, batch.ground.budget))
    return { ...by, outcome: "storm", reason: "More alerts than may declare at once: folded into one incident." };
  for (const shared of sharedBy(alert, definition)) batch.leaders.set(shared, id);
  return { ...by, outcome: "declared" };
}

function isReopened({ now }: Ground, { reopenMinutes }: RuleDefinition, { resolvedAt, isMerged }: NonNullable<Waiting["incident"]>): boolean {
  return reopenMinutes > 0 && !isMerged && resolvedAt !== null && Date.parse(now) - Date.parse(resolvedAt) <= reopenMinutes * 60_000;
}

/** The open incident that an alert joins: of an alert of this batch, or one that stands. */
async function targetOf({ sql, leaders }: Batch, alert: Waiting, definition: RuleDefinition): Promise<Pick<Verdict, "incidentId" | "leader"> | null> {
  for (const shared of sharedBy(alert, definition)) {
    const leader = leaders.get(shared);
    if (leader) return { incidentId: null, leader };
  }
  for (const by of definition.attachBy) {
    const incidentId = await standingFor(sql, by, alert, definition.attachLabel);
    if (incidentId) return { incidentId, leader: null };
  }
  return null;
}

async function standingFor(sql: Sql, by: RuleDefinition["attachBy"][number], alert: Waiting, label: string): Promise<string | null> {
  if (by === "key") return openOfKey(sql, alert);
  if (by === "label") return alert.labels[label] ? openOfLabel(sql, label, alert.labels[label]) : null;
  if (alert.serviceId) return openOfService(sql, alert.serviceId);
  return alert.service === "" ? null : openOfServiceWord(sql, alert.service);
}

/** By which names an alert may be found as one that belongs together with another. */
function sharedBy({ integrationId, dedupKey, serviceId, service, labels }: Waiting, { attachBy, attachLabel }: RuleDefinition): string[] {
  return attachBy.flatMap((by) => {
    if (by === "service") return serviceId || service ? [`service ${serviceId ?? service}`] : [];
    if (by === "key") return [`key ${integrationId} ${dedupKey}`];
    return labels[attachLabel] ? [`label ${attachLabel} ${labels[attachLabel]}`] : [];
  });
}

function storeVerdicts(sql: Sql, verdicts: Verdict[]): void {
  sql.send({
    name: "alerts-verdicts",
    text: `
      UPDATE alert a SET outcome = v.outcome, reason = v.reason, rule_id = v."ruleId", maintenance_id = v."maintenanceId", decided_at = muster_now(),
        incident_id = CASE WHEN v.outcome IN ('declared', 'attached', 'storm') THEN v."incidentId" ELSE a.incident_id END
      FROM jsonb_to_recordset($1) AS v (id uuid, outcome text, reason text, "ruleId" uuid, "maintenanceId" uuid, "incidentId" uuid) WHERE a.id = v.id`,
    values: [JSON.stringify(verdicts)],
  });
}

/** Counts what was folded in, and begins a storm with the first. */
async function countStorm(sql: Sql, waiting: Waiting[], verdicts: Verdict[]): Promise<void> {
  const folded = verdicts.filter(({ outcome }) => outcome === "storm").map(({ id }) => id);
  if (folded.length === 0) return;
  const critical = waiting.filter(({ id, level }) => level === "critical" && folded.includes(id)).length;
  await sql.query({
    name: "alert-storm-count",
    text: `
      INSERT INTO alert_storm AS s (id, started_at, last_at, alerts, critical) VALUES ($1, muster_now(), muster_now(), $2, $3)
      ON CONFLICT ((true)) WHERE ended_at IS NULL DO UPDATE SET last_at = excluded.last_at, alerts = s.alerts + excluded.alerts, critical = s.critical + excluded.critical`,
    values: [newId(), folded.length, critical],
  });
}
