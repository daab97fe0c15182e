import { foldAnnotation, foldRoom } from "#lib/contracts/fold.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Annotation, Fact, FactKind, TimelineEntry } from "#lib/contracts/timeline.ts";
import { ANNOTATION_KINDS } from "#lib/contracts/timeline-terms.ts";
import type { Job } from "#server/jobs/define.ts";
import { chainHash } from "#server/platform/audit.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { entryDigest } from "#server/platform/entry-digest.ts";
import type { Sql } from "#server/platform/sql.ts";
import { jobsFor } from "#server/reactions.ts";

/** One fact with what ties it to the audit chain: the digest of its words, and the link after it (SHA-256). */
export type Link = { entry: TimelineEntry; digest: string; hash: Buffer };

/**
 * An incident whose row this transaction has locked, and what was recorded on it since. `record` moves it forward, `storeChanges` writes it.
 * `stored` is the state that the database has, null for a new incident. `now` is the database's time, RFC 3339.
 */
export type LockedIncident = {
  id: string;
  stored: RoomState | null;
  room: RoomState | null;
  lastSeq: number;
  auditHash: Uint8Array;
  now: string;
  links: Link[];
  annotations: Map<number, Annotation>;
  jobs: Job[];
};

type Locked = Pick<LockedIncident, "id" | "lastSeq" | "auditHash" | "now"> & { room: RoomState | null };

export function lockedIncident({ id, room, lastSeq, auditHash, now }: Locked): LockedIncident {
  return { id, stored: room, room, lastSeq, auditHash, now, links: [], annotations: new Map(), jobs: [] };
}

/** When a fact happened, where that differs from when it is recorded. */
export type Clocks = { occurredAt?: string | null; visibleAt?: string | null; seenAt?: string | null };

/** The only way onto the timeline: appends the fact, folds it into the state, links the audit chain, and notes what follows from it. */
export async function record(sql: Sql, ctx: Ctx, incident: LockedIncident, fact: Fact, clocks: Clocks = {}): Promise<TimelineEntry> {
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
  const after = foldRoom(incident.room, entry);
  if (isAnnotation(fact)) incident.annotations.set(fact.entry, foldAnnotation(await annotationOf(sql, incident, fact.entry), fact, entry));
  const link = linkOf(incident, entry, after.reference);
  incident.links.push(link);
  incident.room = after;
  incident.lastSeq = entry.seq;
  incident.auditHash = link.hash;
  incident.jobs.push(...jobsFor({ incidentId: incident.id, seq: entry.seq, actor: ctx.actor, fact, room: after }));
  return entry;
}

/** Puts an entry that was recorded elsewhere onto a new incident as it is, for an import: nothing follows from it. */
export function recordAgain(incident: LockedIncident, entry: TimelineEntry): void {
  const { fact } = entry;
  const after = foldRoom(incident.room, entry);
  if (isAnnotation(fact)) incident.annotations.set(fact.entry, foldAnnotation(incident.annotations.get(fact.entry) ?? null, fact, entry));
  const link = linkOf(incident, entry, after.reference);
  incident.links.push(link);
  incident.room = after;
  incident.lastSeq = entry.seq;
  incident.auditHash = link.hash;
}

function linkOf(incident: LockedIncident, entry: TimelineEntry, reference: string): Link {
  const digest = entryDigest(entry);
  const hash = chainHash(incident.auditHash, {
    chain: incident.id,
    seq: entry.seq,
    at: entry.recordedAt,
    actor: entry.actor,
    action: `incident.${entry.fact.kind}`,
    subject: reference,
    detail: { digest },
  });
  return { entry, digest, hash };
}

type AnnotationFact = Extract<Fact, { kind: (typeof ANNOTATION_KINDS)[number] }>;

function isAnnotation(fact: Fact): fact is AnnotationFact {
  return (ANNOTATION_KINDS as readonly FactKind[]).includes(fact.kind);
}

async function annotationOf(sql: Sql, { id, annotations }: LockedIncident, seq: number): Promise<Annotation | null> {
  const standing = annotations.get(seq);
  if (standing) return standing;
  const [row] = await sql.query<{ annotation: Annotation }>({
    name: "annotation",
    text: "SELECT annotation FROM entry_annotation WHERE incident_id = $1 AND seq = $2",
    values: [id, seq],
  });
  return row?.annotation ?? null;
}
