import type { Deadline } from "#lib/contracts/deadline.ts";
import { DEADLINE_RULES } from "#lib/contracts/deadlines/registry.ts";
import { deadlineChange, ownerIdOf } from "#lib/contracts/deadlines-of.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import type { Sql } from "#server/platform/sql.ts";
import type { LockedIncident } from "./record.ts";

/**
 * What stands overdue from its first moment, such as a role that somebody leaves late in an incident, is not told of at once: whoever
 * changes hands needs this long for both halves of it.
 */
const GRACE_MS = 60_000;

export type ArmedDeadline = { id: string; deadline: Deadline; seq: number | null; fireAt: string };
export type EndedDeadline = {
  id: string;
  deadline: Pick<Deadline, "kind" | "subject">;
  state: "answered" | "expired" | "withdrawn";
  answer: string | null;
  by: { id: string; name: string } | null;
  at: string;
};

type Projected = Pick<LockedIncident, "id" | "stored" | "room" | "links" | "now">;

/** Keeps the table of deadlines beside the states: one statement when something is armed or ends, none else. */
export function projectDeadlines(sql: Sql, incidents: Projected[]): void {
  const armed: ArmedDeadline[] = [];
  const ended: EndedDeadline[] = [];
  for (const incident of incidents) {
    if (!incident.room || incident.room === incident.stored) continue;
    const entries = incident.links.map(({ entry }) => entry);
    const change = deadlineChange(incident.stored, incident.room);
    armed.push(...change.armed.map((deadline) => armedBy(incident, entries, deadline)));
    ended.push(...change.ended.map((deadline) => endedBy(incident, entries, deadline)));
  }
  storeDeadlines(sql, armed, ended);
}

function armedBy({ id, now }: Projected, entries: TimelineEntry[], deadline: Deadline): ArmedDeadline {
  const source = entries.findLast(({ fact }) => DEADLINE_RULES[deadline.kind].isFrom(fact, deadline));
  return { id, deadline, seq: source?.seq ?? null, fireAt: fireTime(deadline, now) };
}

/** When the engine first acts on a deadline that is armed at `now`. RFC 3339. */
export function fireTime({ dueAt }: Deadline, now: string): string {
  const soonest = new Date(Date.parse(now) + GRACE_MS).toISOString();
  return dueAt > soonest ? dueAt : soonest;
}

function endedBy({ id, now: at }: Projected, entries: TimelineEntry[], deadline: Deadline): EndedDeadline {
  const { kind, subject } = deadline;
  for (const { fact, actor } of entries.toReversed()) {
    const answer = DEADLINE_RULES[kind].answerIn(fact, deadline);
    if (answer) return { id, deadline, state: "answered", answer, by: { id: actor.id, name: actor.name }, at };
    if (fact.kind === "deadline" && fact.deadline === kind && fact.subject === subject && fact.event === "expired")
      return { id, deadline, state: "expired", answer: null, by: null, at };
  }
  return { id, deadline, state: "withdrawn", answer: null, by: null, at };
}

/** Writes what was armed and what ended; nothing for neither. A deadline that only goes to another owner keeps what the engine did on it. */
export function storeDeadlines(sql: Sql, armed: ArmedDeadline[], ended: EndedDeadline[]): void {
  if (armed.length + ended.length === 0) return;
  sql.send({ name: "project-deadlines", text: STORE, values: [...endedColumns(ended), ...armedColumns(armed)] });
}

const STORE = `
  WITH gone AS (
    UPDATE deadline d SET state = g.state, answer = g.answer, answered_by = g.answered_by, ended_at = g.ended_at, fire_at = NULL, problem = NULL
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::timestamptz[])
      AS g (incident_id, kind, subject, state, answer, answered_by, ended_at)
    WHERE d.incident_id = g.incident_id AND d.kind = g.kind AND d.subject = g.subject
  )
  INSERT INTO deadline AS d (incident_id, kind, subject, owner_id, due_at, state, armed_seq, fire_at)
  SELECT incident_id, kind, subject, owner_id, due_at, 'open', armed_seq, fire_at
  FROM unnest($8::uuid[], $9::text[], $10::text[], $11::uuid[], $12::timestamptz[], $13::int[], $14::timestamptz[])
    AS a (incident_id, kind, subject, owner_id, due_at, armed_seq, fire_at)
  ON CONFLICT (incident_id, kind, subject) DO UPDATE SET owner_id = excluded.owner_id, due_at = excluded.due_at, state = 'open',
    armed_seq = coalesce(excluded.armed_seq, d.armed_seq), answer = NULL, answered_by = NULL, ended_at = NULL,
    fire_at = CASE WHEN d.state = 'open' AND d.due_at = excluded.due_at THEN d.fire_at ELSE excluded.fire_at END,
    fired = CASE WHEN d.state = 'open' AND d.due_at = excluded.due_at THEN d.fired ELSE 0 END,
    attempts = CASE WHEN d.state = 'open' AND d.due_at = excluded.due_at THEN d.attempts ELSE 0 END,
    problem = CASE WHEN d.state = 'open' AND d.due_at = excluded.due_at THEN d.problem END`;

function endedColumns(ended: EndedDeadline[]): unknown[][] {
  return [
    ended.map(({ id }) => id),
    ended.map(({ deadline }) => deadline.kind),
    ended.map(({ deadline }) => deadline.subject),
    ended.map(({ state }) => state),
    ended.map(({ answer }) => answer),
    ended.map(({ by }) => by && JSON.stringify(by)),
    ended.map(({ at }) => at),
  ];
}

function armedColumns(armed: ArmedDeadline[]): unknown[][] {
  return [
    armed.map(({ id }) => id),
    armed.map(({ deadline }) => deadline.kind),
    armed.map(({ deadline }) => deadline.subject),
    armed.map(({ deadline }) => ownerIdOf(deadline)),
    armed.map(({ deadline }) => deadline.dueAt),
    armed.map(({ seq }) => seq),
    armed.map(({ fireAt }) => fireAt),
  ];
}
