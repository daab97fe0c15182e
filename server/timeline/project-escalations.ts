import { type Escalation, wordOf } from "#lib/contracts/escalation/state.ts";
import { isOver, nextMoment, viewOf } from "#lib/contracts/escalation/times.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Sql } from "#server/platform/sql.ts";
import type { LockedIncident } from "./record.ts";

type Projected = Pick<LockedIncident, "id" | "stored" | "room" | "links">;

/** Keeps timers and answers beside the states: the fact that disarms a timer, its row and the messages not yet sent are one transaction. */
export function projectEscalations(sql: Sql, incidents: Projected[]): void {
  const moved = incidents.flatMap(({ id, stored, room, links }) =>
    room?.escalation && room !== stored ? [{ id, before: stored, room, links, escalation: room.escalation }] : [],
  );
  if (moved.length === 0) return;
  storeTimers(sql, moved);
  holdMessages(sql, moved);
  const settled = moved.filter(({ before, escalation }) => isSettledNow(before?.escalation ?? null, escalation));
  const answered = moved.flatMap(answersOf);
  if (settled.length + answered.length > 0) {
    const escalations = settled.map(({ escalation }) => escalation.id);
    sql.send({ name: "lock-answered", text: LOCK, values: [escalations, answered.map(({ id }) => id)] });
    sql.send({
      name: "answer-pages",
      text: ANSWER,
      values: [escalations, answered.map(({ id }) => id), answered.map(({ answer }) => answer), answered.map(({ at }) => at)],
    });
    sql.send({ name: "wake-answered", text: WAKE, values: [escalations, answered.map(({ id }) => id)] });
  }
}

type Moved = { id: string; before: RoomState | null; room: RoomState; links: LockedIncident["links"]; escalation: Escalation };

function storeTimers(sql: Sql, moved: Moved[]): void {
  const rows = moved.flatMap(({ id, before, room, escalation }) => {
    const row = timerOf(escalation, room);
    const was = before?.escalation ? timerOf(before.escalation, before) : null;
    return was && was.state === row.state && was.dueAt === row.dueAt && was.escalation === row.escalation ? [] : [{ id, ...row }];
  });
  if (rows.length === 0) return;
  sql.send({
    name: "arm-escalations",
    text: `
      INSERT INTO escalation_timer AS t (incident_id, escalation_id, state, due_at)
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[])
      ON CONFLICT (incident_id) DO UPDATE SET escalation_id = excluded.escalation_id, state = excluded.state, due_at = excluded.due_at,
        attempts = 0, problem = NULL`,
    values: [rows.map(({ id }) => id), rows.map(({ escalation }) => escalation), rows.map(({ state }) => state), rows.map(({ dueAt }) => dueAt)],
  });
}

/** Further off than anybody waits: the messages of an escalation that is held keep their order and are not due. */
const HELD_FOR = "interval '1000 years'";

function holdMessages(sql: Sql, moved: Moved[]): void {
  const isHeld = (room: RoomState | null): boolean => room?.escalation?.heldAt !== undefined;
  const turned = (to: boolean) =>
    moved.filter(({ before, room }) => isHeld(room) === to && isHeld(before) !== to).map(({ escalation }) => escalation.id);
  for (const [name, sign, ids] of [
    ["hold-messages", "+", turned(true)],
    ["resume-messages", "-", turned(false)],
  ] as const) {
    if (ids.length === 0) continue;
    const text = `UPDATE page_delivery d SET state = 'waiting', due_at = d.due_at ${sign} ${HELD_FOR} FROM page p
      WHERE p.id = d.page_id AND p.escalation_id = ANY($1::uuid[]) AND p.settled_at IS NULL AND d.state IN ('waiting', 'sending')`;
    sql.send({ name, text, values: [ids] });
  }
}

/** The row of a timer for a state. */
export function timerOf(escalation: Escalation, room: RoomState): { escalation: string; state: string; dueAt: string | null } {
  return { escalation: escalation.id, state: wordOf(escalation), dueAt: nextMoment(escalation, viewOf(room))?.at ?? null };
}

function isSettledNow(before: Escalation | null, after: Escalation): boolean {
  if (isOver(after)) return !before || before.id !== after.id || !isOver(before);
  return after.acknowledgedAt !== null && (!before || before.acknowledgedAt === null);
}

const STATES = { acknowledged: "acknowledged", declined: "declined", unreachable: "failed" } as const;

/** The pages of the state before that have an answer now. New ones are stored with theirs. */
function answersOf({ before, escalation }: Moved): { id: string; answer: string; at: string }[] {
  if (!before?.escalation || before.escalation === escalation) return [];
  const was = new Map(before.escalation.fired.flatMap(({ pages }) => pages).map((page) => [page.id, page.answer]));
  return escalation.fired
    .flatMap(({ pages }) => pages)
    .flatMap(({ id, answer }) => (answer && was.has(id) && was.get(id) !== answer ? [{ id, answer: STATES[answer.answer], at: answer.at }] : []));
}

/** Pages before their messages, in one order, as senders lock them. */
const LOCK = "SELECT FROM page WHERE escalation_id = ANY($1::uuid[]) OR id = ANY($2::uuid[]) ORDER BY id FOR NO KEY UPDATE";

/** Wherever they look, they stop being told that they are paged. */
const WAKE = `
  SELECT pg_notify('muster', 'inbox ' || w.recipient) FROM (
    SELECT DISTINCT recipient FROM page WHERE is_person AND (escalation_id = ANY($1::uuid[]) OR id = ANY($2::uuid[]))) w`;

/** Whoever answered hears no more; once it is settled, nobody does who was paged before. What is being sent right now cannot be called back. */
const ANSWER = `
  WITH settled AS (SELECT * FROM unnest($1::uuid[]) AS s (escalation_id)),
  answered AS (SELECT * FROM unnest($2::uuid[], $3::text[], $4::timestamptz[]) AS a (id, state, at)),
  marked AS (
    UPDATE page p SET
      state = CASE WHEN a.id IS NOT NULL THEN a.state WHEN p.state = 'queued' AND NOT EXISTS (
        SELECT FROM page_delivery d WHERE d.page_id = p.id AND d.channel <> 'inbox' AND d.state <> 'waiting') THEN 'cancelled' ELSE p.state END,
      answered_at = coalesce(a.at, p.answered_at),
      settled_at = CASE WHEN a.state = 'failed' AND s.escalation_id IS NULL THEN p.settled_at ELSE coalesce(p.settled_at, muster_now()) END
    FROM page q LEFT JOIN answered a ON a.id = q.id LEFT JOIN settled s ON s.escalation_id = q.escalation_id
    WHERE p.id = q.id AND (q.id = ANY($2::uuid[]) OR (q.escalation_id = ANY($1::uuid[]) AND q.settled_at IS NULL))
    RETURNING p.id, p.settled_at
  )
  UPDATE page_delivery d SET state = 'cancelled', settled_at = muster_now() FROM marked m
  WHERE d.page_id = m.id AND d.state = 'waiting' AND m.settled_at IS NOT NULL`;
