import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { Prisma } from "#generated/prisma/client.ts";
import { foldAnnotation, foldRoom } from "#lib/contracts/fold.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { ANNOTATION_KINDS, type Annotation, type Fact, type FactKind, type TimelineEntry } from "#lib/contracts/timeline.ts";
import { enqueue } from "#server/jobs/queue.ts";
import { chainHash } from "#server/platform/audit.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import type { Transaction } from "#server/platform/db.ts";
import { jobsFor } from "#server/reactions.ts";
import { projectRoom } from "./project.ts";

/** An incident whose row this transaction has locked. `record` moves it forward. `now` is the database's time, RFC 3339. */
export type LockedIncident = { id: string; room: RoomState | null; lastSeq: number; auditHash: Uint8Array; now: string };

/** When a fact happened, where that differs from when it is recorded. */
export type Clocks = { occurredAt?: string | null; visibleAt?: string | null; seenAt?: string | null };

/**
 * The only writer of the timeline: appends the fact, stores the folded state, links the audit chain, enqueues what follows, and wakes
 * whoever watches; all in the caller's transaction.
 */
export async function record(tx: Transaction, ctx: Ctx, incident: LockedIncident, fact: Fact, clocks: Clocks = {}): Promise<TimelineEntry> {
  const entry: TimelineEntry = {
    seq: incident.lastSeq + 1,
    occurredAt: clocks.occurredAt ?? incident.now,
    recordedAt: incident.now,
    visibleAt: clocks.visibleAt ?? null,
    seenAt: clocks.seenAt ?? null,
    actor: ctx.actor,
    fact,
    annotation: null,
  };
  const before = incident.room;
  const after = foldRoom(before, entry);
  const hash = linkHash(incident, entry, after.reference);
  await append(tx, incident.id, entry, after, after !== before, hash);
  if (after !== before) await projectRoom(tx, incident.id, before, after);
  if (isAnnotation(fact)) await annotate(tx, incident.id, entry);
  incident.room = after;
  incident.lastSeq = entry.seq;
  incident.auditHash = hash.link;
  await enqueue(tx, jobsFor({ incidentId: incident.id, seq: entry.seq, actor: ctx.actor, fact, room: after }));
  return entry;
}

type Hashes = { digest: string; link: Buffer };

/** The digest that ties an audit entry to the words of its timeline entry (SHA-256 of canonical JSON, hex). */
export function entryDigest(entry: Omit<TimelineEntry, "annotation">): string {
  const { seq, occurredAt, recordedAt, visibleAt, seenAt, actor, fact } = entry;
  const canonical = canonicalize({ seq, occurredAt, recordedAt, visibleAt, seenAt, actor, fact }) ?? "";
  return createHash("sha256").update(canonical).digest("hex");
}

function linkHash(incident: LockedIncident, entry: TimelineEntry, reference: string): Hashes {
  const digest = entryDigest(entry);
  const link = chainHash(incident.auditHash, {
    chain: incident.id,
    seq: entry.seq,
    at: entry.recordedAt,
    actor: entry.actor,
    action: `incident.${entry.fact.kind}`,
    subject: reference,
    detail: { digest },
  });
  return { digest, link };
}

async function append(
  tx: Transaction,
  id: string,
  entry: TimelineEntry,
  room: RoomState,
  isChanged: boolean,
  { digest, link }: Hashes,
): Promise<void> {
  const { kind, ...payload } = entry.fact;
  const actor = JSON.stringify(entry.actor);
  const recordedAt = new Date(entry.recordedAt);
  const moved = isChanged ? Prisma.sql`, ${stateColumns(room)}` : Prisma.empty;
  await tx.$queryRaw`
    WITH moved AS (
      UPDATE incident SET last_seq = ${entry.seq}, audit_hash = ${link}, activity_at = ${recordedAt}${moved} WHERE id = ${id}::uuid
    ), event AS (
      INSERT INTO timeline_event (incident_id, seq, kind, payload, actor, occurred_at, recorded_at, visible_at, seen_at)
      VALUES (${id}::uuid, ${entry.seq}, ${kind}, ${JSON.stringify(payload)}::jsonb, ${actor}::jsonb, ${new Date(entry.occurredAt)}, ${recordedAt},
              ${date(entry.visibleAt)}, ${date(entry.seenAt)})
    ), trail AS (
      INSERT INTO audit_entry (chain, seq, at, actor, action, subject, detail, hash)
      VALUES (${id}, ${entry.seq}, ${recordedAt}, ${actor}::jsonb, ${`incident.${kind}`}, ${room.reference}, jsonb_build_object('digest', ${digest}::text), ${link})
    )
    SELECT pg_notify('muster', ${`incident ${id} ${entry.seq} ${kind}`})::text AS woken`;
}

function stateColumns(room: RoomState): Prisma.Sql {
  const commander = room.assignments.find(({ role }) => role === "commander");
  return Prisma.sql`state = ${JSON.stringify(room)}::jsonb, title = ${room.title}, kind = ${room.kind}, visibility = ${room.visibility},
    phase = ${room.phase}, severity = ${room.severity}, commander_id = ${commander?.person.id ?? null}::uuid,
    merged_into_id = ${room.mergedInto?.id ?? null}::uuid, resolved_at = ${date(room.timestamps.resolvedAt?.at ?? null)},
    next_update_due_at = ${date(room.nextUpdateDueAt)}`;
}

function date(value: string | null): Date | null {
  return value === null ? null : new Date(value);
}

type AnnotationFact = Extract<Fact, { kind: (typeof ANNOTATION_KINDS)[number] }>;

function isAnnotation(fact: Fact): fact is AnnotationFact {
  return (ANNOTATION_KINDS as readonly FactKind[]).includes(fact.kind);
}

async function annotate(tx: Transaction, incidentId: string, entry: TimelineEntry): Promise<void> {
  if (!isAnnotation(entry.fact)) return;
  const key = { incidentId, seq: entry.fact.entry };
  const row = await tx.entryAnnotation.findUnique({ where: { incidentId_seq: key } });
  const annotation = foldAnnotation((row?.annotation ?? null) as Annotation | null, entry.fact, entry);
  const data = { annotation, isPinned: annotation.isPinned, isStarred: annotation.isStarred };
  await tx.entryAnnotation.upsert({ where: { incidentId_seq: key }, create: { ...key, ...data }, update: data });
}
