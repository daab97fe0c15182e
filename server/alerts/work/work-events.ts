import type { IntegrationKind } from "#lib/contracts/integration-kinds.ts";
import { storeChanges } from "#server/changes/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { connectorCtx } from "../connector-ctx.ts";
import { carryOut } from "./carry-out.ts";
import { type ClaimedEvent, claimEvents, type EventOutcome, putOff, settleEvents } from "./claim-events.ts";
import { decideAlerts, type Verdict } from "./decide-alerts.ts";
import type { JudgedSignal } from "./fold-signals.ts";
import { type ReadEvent, readEvent } from "./read-event.ts";
import { storeSignals } from "./store-signals.ts";
import { followStorm } from "./storm.ts";
import { tellScreens } from "./tell-screens.ts";
import { type Telling, tellIncident } from "./told.ts";

const MOST_AT_ONCE = 100;

/** Works what waits, one batch; answers with how many messages that were. */
export async function workEvents(ctx: Ctx): Promise<number> {
  authorize(ctx, "alert.manage");
  const events = await claimEvents(MOST_AT_ONCE);
  if (events.length > 0) await workAll(ctx, events);
  return events.length;
}

/** A message that cannot be worked takes no other along: then each is tried alone, and put off when it fails again. */
async function workAll(ctx: Ctx, events: ClaimedEvent[]): Promise<void> {
  try {
    await settleEvents(await workBatch(ctx, events));
  } catch (error) {
    if (events.length > 1) {
      for (const event of events) await workAll(ctx, [event]);
      return;
    }
    log.warn({ error: String(error), event: events[0]?.id }, "A message could not be worked and is tried again.");
    if (events[0]) await putOff(events[0], "Something failed in Muster itself; it is tried again.");
  }
}

async function workBatch(ctx: Ctx, events: ClaimedEvent[]): Promise<EventOutcome[]> {
  const read = events.map(readEvent);
  const judged: JudgedSignal[] = [];
  for (const [integrationId, ofOne] of Map.groupBy(read, ({ event }) => event.integrationId)) {
    judged.push(...(await storeSignals(ctx, integrationId, ofOne)));
  }
  const fresh = judged.filter(({ kind }) => kind === "fired" || kind === "refired" || kind === "repeated").map(({ alertId }) => alertId);
  await routeAlerts(ctx, [...new Set(fresh)]);
  const again = new Set(events.filter(({ attempt }) => attempt > 1).map(({ id }) => id));
  await carryOutAgain(
    ctx,
    judged.filter(({ eventId }) => again.has(eventId)).map(({ alertId }) => alertId),
  );
  await tellResolved(judged);
  for (const one of read) await keepChanges(one);
  return read.map((one) => outcomeOf(one, judged));
}

/** Decides what waits among these alerts, and does it. */
export async function routeAlerts(ctx: Ctx, ids: string[]): Promise<void> {
  authorize(ctx, "alert.manage");
  if (ids.length === 0) return;
  const verdicts = await decideAlerts(ctx, ids);
  await carryOut(ctx, verdicts);
  await carryOut(ctx, await decidedBefore(ids, "declared", null));
  if (verdicts.some(({ outcome }) => outcome === "storm")) await followStorm(ctx);
  if (verdicts.length > 0) await tellScreens();
}

/** What a worker decided that died over it: done again, which does what was done once more to no effect. */
async function carryOutAgain(ctx: Ctx, ids: string[]): Promise<void> {
  if (ids.length > 0) await carryOut(ctx, await decidedBefore(ids, "attached", { not: null }));
}

const NO_VERDICT = { reason: "", ruleId: null, maintenanceId: null, leader: null, reopens: false };

async function decidedBefore(ids: string[], outcome: "declared" | "attached", incidentId: null | { not: null }): Promise<Verdict[]> {
  const rows = await db().alert.findMany({ where: { id: { in: ids }, outcome, incidentId }, select: { id: true, incidentId: true } });
  return rows.map((row) => ({ ...NO_VERDICT, ...row, outcome }));
}

type Linked = Telling & { incidentId: string; outcome: string };

/** That a sender resolved its alert is told and changes nothing else. Those of a storm are too many to be told. */
async function tellResolved(judged: JudgedSignal[]): Promise<void> {
  const over = judged.filter(({ kind }) => kind === "resolved");
  if (over.length === 0) return;
  const alerts = await db().$queryRaw<Linked[]>`
    SELECT id, integration_id AS "integrationId", source_name AS "sourceName", title, level, link, labels, incident_id AS "incidentId", outcome
    FROM alert WHERE id = ANY(${over.map(({ alertId }) => alertId)}::uuid[]) AND incident_id IS NOT NULL AND outcome <> 'storm'`;
  const byId = new Map(alerts.map((alert) => [alert.id, alert]));
  for (const { alertId, eventId, round, index } of over) {
    const alert = byId.get(alertId);
    if (alert) await tellIncident(alert, { action: "resolved", incidentId: alert.incidentId, once: `signal:${eventId}:${round}:${index}` });
  }
}

async function keepChanges({ event, changes }: ReadEvent): Promise<void> {
  const source = { integrationId: event.integrationId, name: event.name, scope: event.integrationId };
  await storeChanges(connectorCtx({ id: event.integrationId, name: event.name }), source, changes, event.receivedAt);
}

const NOTHING: Record<IntegrationKind | "api", string> = {
  alertmanager: "It says nothing of an alert.",
  grafana: "It says nothing of an alert.",
  pagerduty: "It is no alert: only what becomes of incidents is.",
  datadog: "It says nothing of an alert.",
  generic: "It says nothing of an alert.",
  github: "It is no change: only deployments, releases and pushes to the default branch are.",
  api: "It says nothing.",
};

function outcomeOf({ event, alerts, changes, problem }: ReadEvent, judged: JudgedSignal[]): EventOutcome {
  if (problem) return { event, isGood: false, result: problem };
  if (alerts.length === 0 && changes.length === 0) return { event, isGood: true, result: NOTHING[event.kind ?? "api"] };
  if (changes.length > 0) return { event, isGood: true, result: `${changes.length === 1 ? "1 change" : `${changes.length} changes`}.` };
  const counts = Map.groupBy(
    judged.filter(({ eventId }) => eventId === event.id),
    ({ kind }) => kind,
  );
  const words = [...counts].map(([kind, signals]) => `${signals.length} ${kind}`).join(", ");
  return { event, isGood: true, result: `${alerts.length === 1 ? "1 alert" : `${alerts.length} alerts`}: ${words}.` };
}
