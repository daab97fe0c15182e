import type { Severity } from "#lib/contracts/incident.ts";
import { ChangeStatus, DeclareIncident } from "#lib/contracts/incident-commands.ts";
import { startAgain } from "#server/escalation/index.ts";
import { changeStatus, declareIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { InvalidError, MusterError } from "#server/platform/errors.ts";
import { log } from "#server/platform/log.ts";
import { connectorCtx } from "../connector-ctx.ts";
import { type Told, titleFrom } from "../match/match-rule.ts";
import { rulesNow } from "../rules/rules-now.ts";
import type { Verdict } from "./decide-alerts.ts";
import { referenceOf, type Telling, tellIncident } from "./told.ts";

type Row = Telling & {
  source: string;
  description: string;
  serviceId: string | null;
  serviceSlug: string | null;
  service: string;
  startsAt: Date;
  refires: number;
  ruleId: string | null;
  incidentId: string | null;
  outcome: string;
};

/** Does what was decided, the worst first. Each part is done once however often it is tried. */
export async function carryOut(ctx: Ctx, verdicts: readonly Verdict[]): Promise<void> {
  authorize(ctx, "alert.manage");
  for (const { id } of verdicts.filter(({ outcome }) => outcome === "declared")) await declareFor(ctx, id);
  const attached = verdicts.filter(({ outcome }) => outcome === "attached");
  for (const { id, leader, incidentId, reopens } of attached) {
    const target = incidentId ?? (leader ? await declareFor(ctx, leader) : null);
    if (target) await attach(ctx, id, target, reopens);
  }
}

/** Declares the incident of an alert, unless that was done; answers with its id. */
export async function declareFor(ctx: Ctx, id: string): Promise<string | null> {
  authorize(ctx, "alert.manage");
  const alert = await read(id);
  if (!alert || alert.incidentId || alert.outcome !== "declared") return alert?.incidentId ?? null;
  const input = await declarationOf(alert);
  const asOnce = connectorCtx({ id: alert.integrationId, name: alert.sourceName }, `alert:${id}:${alert.refires}`);
  const declared = await declareIncident(asOnce, input).catch((error: unknown) => {
    if (error instanceof MusterError) return error;
    throw error;
  });
  if (declared instanceof MusterError) {
    log.warn({ alert: id, error: declared.message }, "An alert could not be declared.");
    await db().alert.update({ where: { id }, data: { outcome: "recorded", reason: `It could not be declared: ${declared.message}` } });
    return null;
  }
  await db().alert.update({ where: { id }, data: { incidentId: declared.id } });
  await tellIncident(alert, { action: "fired", incidentId: declared.id, once: `alert:${id}:${alert.refires}:fired` });
  return declared.id;
}

async function declarationOf(alert: Row) {
  const { title, level, source, labels, description, serviceId, startsAt, link } = alert;
  const told: Told = { title, level, source, labels, service: alert.serviceSlug ?? alert.service };
  const rule = (await rulesNow()).find(({ id }) => id === alert.ruleId)?.definition;
  if (!rule) throw new InvalidError("The rule that decided was deleted meanwhile.");
  const severity: Severity = rule.severities[level];
  const words = [description, link ? `Source: ${link}` : ""].filter(Boolean).join("\n\n");
  const began = startsAt.getTime() <= Date.now() ? startsAt.toISOString() : undefined;
  return DeclareIncident.parse({
    title: titleFrom(rule.title, told),
    severity,
    summary: words,
    services: serviceId ? [serviceId] : [],
    policy: rule.policyId,
    ...(rule.isTriage ? { phase: "triage" } : {}),
    ...(began ? { startedAt: began, detectedAt: began } : {}),
  });
}

async function attach(ctx: Ctx, id: string, incidentId: string, reopens: boolean): Promise<void> {
  authorize(ctx, "alert.manage");
  const alert = await read(id);
  if (!alert) return;
  if (reopens) await reopen(alert, incidentId);
  await db().alert.update({ where: { id }, data: { incidentId } });
  const action = alert.refires > 0 ? "refired" : "attached";
  await tellIncident(alert, { action, incidentId, once: `alert:${id}:${alert.refires}:${action}` });
}

/** An incident that cannot be opened again, because somebody closed it meanwhile, is told all the same. */
async function reopen(alert: Row, incidentId: string): Promise<void> {
  const reference = await referenceOf(incidentId);
  if (!reference) return;
  const asOnce = connectorCtx({ id: alert.integrationId, name: alert.sourceName }, `alert:${alert.id}:${alert.refires}:reopen`);
  const input = ChangeStatus.parse({ reference, to: "investigating", reason: `The alert fired again: ${alert.title}`.slice(0, 1_000) });
  const policy = (await rulesNow()).find(({ id }) => id === alert.ruleId)?.definition.policyId ?? null;
  try {
    await changeStatus(asOnce, input);
    const again = connectorCtx({ id: alert.integrationId, name: alert.sourceName }, `alert:${alert.id}:${alert.refires}:page`);
    await startAgain(again, { reference, policy, reason: input.reason ?? "" });
  } catch (error) {
    if (!(error instanceof MusterError)) throw error;
    log.warn({ reference, error: error.message }, "An incident could not be reopened by an alert.");
  }
}

async function read(id: string): Promise<Row | null> {
  const [row] = await db().$queryRaw<Row[]>`
    SELECT a.id, a.integration_id AS "integrationId", a.source, a.source_name AS "sourceName", a.title, a.level, a.description, a.link, a.labels,
      a.service, a.service_id AS "serviceId", s.slug AS "serviceSlug", a.starts_at AS "startsAt", a.refires, a.rule_id AS "ruleId", a.incident_id AS "incidentId", a.outcome
    FROM alert a LEFT JOIN service s ON s.id = a.service_id WHERE a.id = ${id}::uuid`;
  return row ?? null;
}
