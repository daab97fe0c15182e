import type { RoomState } from "#lib/contracts/room.ts";
import { enqueue } from "#server/jobs/queue.ts";
import type { Sql } from "#server/platform/sql.ts";
import { projectRooms } from "./project.ts";
import { projectDeadlines } from "./project-deadlines.ts";
import { projectEscalations } from "./project-escalations.ts";
import { projectPages } from "./project-pages.ts";
import { projectPostmortems } from "./project-postmortems.ts";
import type { LockedIncident } from "./record.ts";

/** What a request that named itself was answered, stored with what it changed. */
export type Receipt = { key: string; answer: unknown };

/**
 * Writes everything recorded on these incidents in few statements: entries, states, audit links, receipts, what queries need, jobs, and
 * the call that wakes whoever watches. All of them new, or all of them locked by this transaction.
 */
export async function storeChanges(sql: Sql, incidents: LockedIncident[], receipts: Receipt[] = []): Promise<void> {
  const changed = incidents.filter(({ links }) => links.length > 0);
  if (changed.length + receipts.length === 0) return;
  sql.send(appending(changed, receipts));
  projectRooms(sql, changed);
  projectDeadlines(sql, changed);
  projectEscalations(sql, changed);
  projectPostmortems(sql, changed);
  await projectPages(sql, changed);
  const annotated = changed.filter(({ annotations }) => annotations.size > 0);
  if (annotated.length > 0) storeAnnotations(sql, annotated);
  await enqueue(
    sql,
    changed.flatMap(({ jobs }) => jobs),
  );
}

/**
 * Writes an incident that was taken in whole: its log and what queries need, and `documents` before what refers to them. No deadline, escalation or
 * page comes of it, no job, and no reminder of a day that others set.
 */
export function storeImported(sql: Sql, incident: LockedIncident, documents: () => void): void {
  sql.send(appending([incident], []));
  projectRooms(sql, [incident]);
  documents();
  projectPostmortems(sql, [incident]);
  sql.send({
    name: "import-reminders",
    text: `WITH item AS (UPDATE action_item SET reminded_on = due_on WHERE incident_id = $1::uuid)
      UPDATE postmortem SET due_at = NULL WHERE incident_id = $1::uuid`,
    values: [incident.id],
  });
  if (incident.annotations.size > 0) storeAnnotations(sql, [incident]);
}

const FACTS = `
  fact AS (
    SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[],
      $9::timestamptz[], $10::text[], $11::text[], $12::bytea[])
      AS f (incident_id, seq, kind, payload, actor, occurred_at, recorded_at, visible_at, seen_at, subject, digest, hash)
  ), event AS (
    INSERT INTO timeline_event (incident_id, seq, kind, payload, actor, occurred_at, recorded_at, visible_at, seen_at)
    SELECT incident_id, seq, kind, payload::jsonb, actor::jsonb, occurred_at, recorded_at, visible_at, seen_at FROM fact
  ), trail AS (
    INSERT INTO audit_entry (chain, seq, at, actor, action, subject, detail, hash)
    SELECT incident_id::text, seq, recorded_at, actor::jsonb, 'incident.' || kind, subject, jsonb_build_object('digest', digest), hash FROM fact
  ), receipt AS (
    INSERT INTO receipt (key, answer) SELECT * FROM unnest($13::text[], $14::jsonb[])
  )`;

const WAKE = "SELECT pg_notify('muster', concat_ws(' ', 'incident', incident_id, seq, kind)) FROM fact";

const MOVED = "last_seq = h.last_seq, audit_hash = h.audit_hash, activity_at = h.activity_at";
const HEADS = "h (id, last_seq, audit_hash, activity_at)";
const STATES = `h (id, last_seq, audit_hash, activity_at, state, reference, title, kind, visibility, phase, severity, commander_id, merged_into_id,
      declared_at, resolved_at, next_update_due_at)`;
const HEAD_TYPES = "$15::uuid[], $16::int[], $17::bytea[], $18::timestamptz[]";
const STATE_TYPES = `${HEAD_TYPES}, $19::jsonb[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[],
      $26::uuid[], $27::uuid[], $28::timestamptz[], $29::timestamptz[], $30::timestamptz[]`;

const TOUCH = `WITH head AS (UPDATE incident i SET ${MOVED} FROM unnest(${HEAD_TYPES}) AS ${HEADS} WHERE i.id = h.id), ${FACTS} ${WAKE}`;

const CHANGE = `WITH head AS (
    UPDATE incident i SET ${MOVED}, state = h.state, title = h.title, kind = h.kind, visibility = h.visibility, phase = h.phase, severity = h.severity,
      commander_id = h.commander_id, merged_into_id = h.merged_into_id, resolved_at = h.resolved_at, next_update_due_at = h.next_update_due_at
    FROM unnest(${STATE_TYPES}) AS ${STATES} WHERE i.id = h.id
  ), ${FACTS} ${WAKE}`;

const CREATE = `WITH head AS (
    INSERT INTO incident (id, last_seq, audit_hash, activity_at, state, reference, title, kind, visibility, phase, severity, commander_id,
      merged_into_id, declared_at, resolved_at, next_update_due_at)
    SELECT * FROM unnest(${STATE_TYPES})
    RETURNING id, declared_at
  ), document AS (
    INSERT INTO incident_search (incident_id, declared_at, document)
    SELECT id, declared_at, to_tsvector('simple', words) FROM head JOIN unnest($15::uuid[], $31::text[]) AS w (id, words) USING (id)
  ), ${FACTS} ${WAKE}`;

function appending(incidents: LockedIncident[], receipts: Receipt[]): { name: string; text: string; values: unknown[] } {
  const facts = [...factColumns(incidents), receipts.map(({ key }) => key), receipts.map(({ answer }) => JSON.stringify(answer))];
  const heads = [
    incidents.map(({ id }) => id),
    incidents.map(({ lastSeq }) => lastSeq),
    incidents.map(({ auditHash }) => auditHash),
    incidents.map(({ now }) => now),
  ];
  if (incidents.every(({ stored, room }) => stored === room)) return { name: "record", text: TOUCH, values: [...facts, ...heads] };
  const rooms = incidents.flatMap(({ room }) => room ?? []);
  const states = [...facts, ...heads, ...stateColumns(rooms)];
  if (incidents.some(({ stored }) => stored)) return { name: "record-change", text: CHANGE, values: states };
  return { name: "record-new", text: CREATE, values: [...states, rooms.map(wordsOf)] };
}

function factColumns(incidents: LockedIncident[]): unknown[][] {
  const links = incidents.flatMap(({ id, room, links }) => links.map((link) => ({ id, reference: room?.reference, ...link })));
  const facts = links.map(({ entry: { fact } }) => {
    const { kind, ...payload } = fact;
    return { kind, payload: JSON.stringify(payload) };
  });
  return [
    links.map(({ id }) => id),
    links.map(({ entry }) => entry.seq),
    facts.map(({ kind }) => kind),
    facts.map(({ payload }) => payload),
    links.map(({ entry }) => JSON.stringify(entry.actor)),
    links.map(({ entry }) => entry.occurredAt),
    links.map(({ entry }) => entry.recordedAt),
    links.map(({ entry }) => entry.visibleAt),
    links.map(({ entry }) => entry.seenAt),
    links.map(({ reference }) => reference),
    links.map(({ digest }) => digest),
    links.map(({ hash }) => hash),
  ];
}

function stateColumns(rooms: RoomState[]): unknown[][] {
  return [
    rooms.map((room) => JSON.stringify(room)),
    rooms.map(({ reference }) => reference),
    rooms.map(({ title }) => title),
    rooms.map(({ kind }) => kind),
    rooms.map(({ visibility }) => visibility),
    rooms.map(({ phase }) => phase),
    rooms.map(({ severity }) => severity),
    rooms.map(({ assignments }) => assignments.find(({ role }) => role === "commander")?.person.id ?? null),
    rooms.map(({ mergedInto }) => mergedInto?.id ?? null),
    rooms.map(({ timestamps }) => timestamps.declaredAt?.at ?? null),
    rooms.map(({ timestamps }) => timestamps.resolvedAt?.at ?? null),
    rooms.map(({ nextUpdateDueAt }) => nextUpdateDueAt),
  ];
}

/** What a new incident is found by until the worker has read its log. */
function wordsOf({ title, summary, services }: RoomState): string {
  return [title, summary, ...services.map(({ name }) => name)].join("\n");
}

function storeAnnotations(sql: Sql, incidents: LockedIncident[]): void {
  const rows = incidents.flatMap(({ id, annotations }) => [...annotations].map(([seq, annotation]) => ({ id, seq, annotation })));
  sql.send({
    name: "annotate",
    text: `
      INSERT INTO entry_annotation (incident_id, seq, annotation, is_pinned, is_starred)
      SELECT * FROM unnest($1::uuid[], $2::int[], $3::jsonb[], $4::boolean[], $5::boolean[])
      ON CONFLICT (incident_id, seq) DO UPDATE SET annotation = excluded.annotation, is_pinned = excluded.is_pinned, is_starred = excluded.is_starred`,
    values: [
      rows.map(({ id }) => id),
      rows.map(({ seq }) => seq),
      rows.map(({ annotation }) => JSON.stringify(annotation)),
      rows.map(({ annotation }) => annotation.isPinned),
      rows.map(({ annotation }) => annotation.isStarred),
    ],
  });
}
