import type { RoomState } from "#lib/contracts/room.ts";
import { db } from "#server/platform/db.ts";
import { timerOf, verifyIncident } from "#server/timeline/index.ts";
import type { Receiver } from "./receiver.ts";

/** The promises of the pager, each with every broken case as a sentence; none: it holds. */
export type Verdict = { name: string; says: string; checked: number; broken: string[] };

/** Checks I2 to I6 (docs/decisions/0026-escalation.md) after workers and database have come to rest. */
export async function pagerInvariants(receiver: Receiver): Promise<Verdict[]> {
  return [await oncePerStep(), await receivedIsSent(receiver), await noneAfterAnswer(), await logsAreWhole(), await nothingRests()];
}

async function oncePerStep(): Promise<Verdict> {
  const rows = await db().$queryRaw<{ name: string; count: number }[]>`
    SELECT concat_ws(' ', escalation_id, step, loop, recipient) AS name, count(*)::int AS count FROM page GROUP BY 1`;
  const late = await db().$queryRaw<{ name: string }[]>`
    SELECT incident_id::text AS name FROM escalation_timer WHERE due_at <= muster_now()`;
  const broken = [
    ...rows.filter(({ count }) => count > 1).map(({ name, count }) => `${name} was paged ${count} times`),
    ...late.map(({ name }) => `a step of ${name} is due and was not fired`),
  ];
  return { name: "I2", says: "one page for each step, round and recipient, none missed", checked: rows.length, broken };
}

async function receivedIsSent({ arrivals }: Receiver): Promise<Verdict> {
  const sent = await db().pageDelivery.findMany({ where: { channel: "webhook" }, select: { id: true, pageId: true, state: true } });
  const received = new Set(arrivals.map(({ key }) => key));
  const keysOf = new Map<string, Set<string>>();
  for (const { page, key } of arrivals) keysOf.set(page, (keysOf.get(page) ?? new Set()).add(key));
  const broken = [
    ...sent.filter(({ id, state }) => state === "sent" && !received.has(id)).map(({ id }) => `${id} is marked sent and never arrived`),
    ...sent
      .filter(({ id, state }) => received.has(id) && state !== "sent" && state !== "cancelled")
      .map(({ id, state }) => `${id} arrived and is ${state}`),
    ...[...keysOf].filter(([, keys]) => keys.size > 1).map(([page, keys]) => `page ${page} arrived under ${keys.size} keys`),
    ...[...received].filter((key) => !sent.some(({ id }) => id === key)).map((key) => `${key} arrived and is unknown`),
  ];
  return { name: "I3", says: "what the receiver has is what is marked sent, each under one key", checked: sent.length, broken };
}

async function noneAfterAnswer(): Promise<Verdict> {
  const rows = await db().incident.findMany({ select: { id: true, reference: true, state: true } });
  const broken: string[] = [];
  for (const { reference, state } of rows) {
    const { escalation } = state as RoomState;
    const at = escalation?.acknowledgedAt;
    if (!at) continue;
    for (const { step, at: firedAt } of escalation.fired)
      if (firedAt > at) broken.push(`${reference}: ${step} fired at ${firedAt}, acknowledged at ${at}`);
  }
  return { name: "I4", says: "no page after the acknowledgement that disarmed it", checked: rows.length, broken };
}

async function logsAreWhole(): Promise<Verdict> {
  const rows = await db().incident.findMany({ select: { id: true, reference: true } });
  const broken: string[] = [];
  for (const { id, reference } of rows) broken.push(...(await verifyIncident(id)).problems.map((problem) => `${reference}: ${problem}`));
  return { name: "I5", says: "every log is without a gap, and folds to the stored state", checked: rows.length, broken };
}

async function nothingRests(): Promise<Verdict> {
  const [stuck, timers] = await Promise.all([
    db().$queryRaw<{ id: string }[]>`
      SELECT d.id FROM page_delivery d JOIN page p ON p.id = d.page_id
      WHERE d.state IN ('waiting', 'sending') AND d.due_at <= muster_now() AND p.settled_at IS NULL`,
    db().escalationTimer.findMany({ include: { incident: { select: { state: true, reference: true } } } }),
  ]);
  const broken = stuck.map(({ id }) => `message ${id} rests past its time`);
  for (const { dueAt, incident } of timers) {
    const room = incident.state as RoomState;
    const wanted = room.escalation ? timerOf(room.escalation, room).dueAt : null;
    if ((dueAt?.toISOString() ?? null) !== wanted) broken.push(`${incident.reference}: its timer says ${dueAt?.toISOString()}, its state ${wanted}`);
  }
  return { name: "I6", says: "nothing rests past its lease, and every timer is what the state says", checked: timers.length, broken };
}

/** A table for people who run a proof. */
export function verdictLines(verdicts: readonly Verdict[]): string {
  return verdicts
    .map(
      ({ name, says, checked, broken }) =>
        `${name}  ${broken.length === 0 ? "holds " : "BROKEN"}  ${checked.toLocaleString("en").padStart(7)} checked  ${says}`,
    )
    .join("\n");
}
