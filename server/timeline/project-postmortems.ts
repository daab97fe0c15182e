import type { FactOf, TimelineEntry } from "#lib/contracts/timeline.ts";
import type { Sql } from "#server/platform/sql.ts";
import type { LockedIncident } from "./record.ts";

type Recorded<F> = { incidentId: string; entry: TimelineEntry; fact: F };

/**
 * Keeps action items, and the states and reviewers of postmortems, beside the facts that say so, in the order in which they were recorded. A fact
 * changes only what belongs to its own incident, whatever id it names.
 */
export function projectPostmortems(sql: Sql, incidents: LockedIncident[]): void {
  for (const { id: incidentId, links } of incidents)
    for (const { entry } of links) {
      const { fact } = entry;
      if (fact.kind === "action-item") storeItem(sql, { incidentId, entry, fact });
      if (fact.kind === "lesson") storeLesson(sql, { incidentId, entry, fact });
      if (fact.kind === "postmortem") storeReview(sql, { incidentId, entry, fact });
      if (fact.kind === "access" && fact.visibility === "private") endLink(sql, incidentId);
    }
}

function storeItem(sql: Sql, { incidentId, entry, fact: { item, action } }: Recorded<FactOf<"action-item">>): void {
  sql.send({
    name: "project-action-item",
    text: `
      INSERT INTO action_item (id, incident_id, title, priority, state, owner_id, owner_name, team, due_on, factor, proof, source, signature, ticket, position,
        version, created_at, done_at)
      VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6::uuid, $7, $8, $9::date, $10, $11, $12, $13, $14::jsonb, $15, $16, $17::timestamptz, $18::timestamptz)
      ON CONFLICT (id) DO UPDATE SET title = excluded.title, priority = excluded.priority, state = excluded.state, owner_id = excluded.owner_id,
        owner_name = excluded.owner_name, team = excluded.team, due_on = excluded.due_on, factor = excluded.factor, proof = excluded.proof,
        ticket = excluded.ticket, version = excluded.version, done_at = excluded.done_at,
        reminded_on = CASE WHEN $19::boolean THEN excluded.due_on ELSE action_item.reminded_on END
      WHERE action_item.incident_id = excluded.incident_id`,
    values: [
      ...[item.id, incidentId, item.title, item.priority, item.state, item.owner?.id ?? null, item.owner?.name ?? null, item.team, item.dueOn],
      ...[item.factor, item.proof, item.source, item.signature, item.ticket ? JSON.stringify(item.ticket) : null, entry.seq, item.version],
      ...[item.createdAt, item.doneAt, action === "reminded"],
    ],
  });
}

/** One row for each item and incident; a record that was taken in may speak of items that are not here, or are none of its business. */
function storeLesson(sql: Sql, { incidentId, entry, fact }: Recorded<FactOf<"lesson">>): void {
  sql.send({
    name: "project-lesson",
    text: `
      INSERT INTO action_item_recurrence (item_id, incident_id, seq, match, verdict, due_on, days_overdue)
      SELECT a.id, $2::uuid, $3, $4, $5, $6::date, $7 FROM action_item a JOIN incident i ON i.id = a.incident_id
      WHERE a.id = $1::uuid AND i.id <> $2::uuid AND i.visibility = 'normal'
      ON CONFLICT (item_id, incident_id) DO UPDATE SET seq = excluded.seq, match = excluded.match, verdict = excluded.verdict, due_on = excluded.due_on,
        days_overdue = excluded.days_overdue`,
    values: [fact.item, incidentId, entry.seq, fact.match, fact.verdict, fact.dueOn, fact.daysOverdue],
  });
}

/** A link for readers ends when the incident becomes private: it does not come back by itself when that is over. */
function endLink(sql: Sql, incidentId: string): void {
  sql.send({ name: "project-private", text: "UPDATE postmortem SET share_hash = NULL WHERE incident_id = $1::uuid", values: [incidentId] });
}

/** What the session was at its end follows from when that was. */
function endSession(sql: Sql, { incidentId, postmortem, endedAt }: { incidentId: string; postmortem: string; endedAt: string }): void {
  sql.send({
    name: "project-session-end",
    text: `
      WITH own AS (SELECT id FROM postmortem WHERE id = $1::uuid AND incident_id = $3::uuid),
      ended AS (UPDATE review_session SET ended_at = $2::timestamptz WHERE postmortem_id IN (SELECT id FROM own) AND ended_at IS NULL)
      SELECT pg_notify('muster', 'postmortem ' || id || ' 0') FROM own`,
    values: [postmortem, endedAt, incidentId],
  });
}

const ANSWERS = { approved: "approved", "changes-asked": "changes" } as const;

function storeReview(sql: Sql, { incidentId, entry, fact }: Recorded<FactOf<"postmortem">>): void {
  const { action, postmortem, state, dueAt } = fact;
  if (action === "drafted" || action === "mentioned") return;
  if (action === "session-held") {
    endSession(sql, { incidentId, postmortem, endedAt: entry.recordedAt });
    return;
  }
  const answer = action === "approved" || action === "changes-asked" ? ANSWERS[action] : null;
  const asked = action === "submitted" ? fact.tells : [];
  sql.send({
    name: "project-postmortem",
    text: `
      WITH head AS (
        UPDATE postmortem SET state = $2::text, version = version + 1, due_at = coalesce($3::timestamptz, due_at),
          reminded_at = CASE WHEN $12::boolean THEN $4::timestamptz ELSE reminded_at END,
          published_at = CASE WHEN $2::text = 'published' THEN $4::timestamptz WHEN $8::boolean THEN NULL ELSE published_at END
        WHERE id = $1::uuid AND incident_id = $13::uuid RETURNING id
      ), gone AS (
        DELETE FROM postmortem_reviewer WHERE postmortem_id IN (SELECT id FROM head) AND $9::boolean AND NOT user_id = ANY($5::uuid[])
      ), asked AS (
        INSERT INTO postmortem_reviewer (postmortem_id, user_id, name, state, note, asked_at)
        SELECT head.id, user_id, r.name, 'asked', '', $4::timestamptz FROM head, unnest($5::uuid[], $6::text[]) AS r (user_id, name)
        ON CONFLICT (postmortem_id, user_id) DO UPDATE SET state = 'asked', note = '', asked_at = excluded.asked_at, answered_at = NULL
      ), answered AS (
        UPDATE postmortem_reviewer SET state = $7::text, note = $10::text, answered_at = $4::timestamptz
        WHERE $7::text IS NOT NULL AND postmortem_id IN (SELECT id FROM head) AND user_id::text = $11::text
      ), again AS (
        UPDATE postmortem_reviewer SET state = 'asked', note = '', answered_at = NULL WHERE $8::boolean AND postmortem_id IN (SELECT id FROM head)
      )
      SELECT pg_notify('muster', 'postmortem ' || id || ' 0') FROM head`,
    values: [
      ...[postmortem, state, dueAt, entry.recordedAt, asked.map(({ id }) => id), asked.map(({ name }) => name)],
      ...[answer, action === "reopened", action === "submitted", fact.note ?? "", entry.actor.id, action === "reminded"],
      incidentId,
    ],
  });
}
