import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { Actor } from "#lib/contracts/actor.ts";
import { foldLog, type Recorded } from "#lib/contracts/fold.ts";
import { type Page, pageOf, readCursor } from "#lib/contracts/page.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Annotation, Fact, FactKind, TimelineEntry } from "#lib/contracts/timeline.ts";
import { ANNOTATION_KINDS } from "#lib/contracts/timeline-terms.ts";
import type { Database, Transaction } from "#server/platform/db.ts";

type Reader = Database | Transaction;

type Row = {
  seq: number;
  kind: string;
  payload: object;
  actor: Actor;
  occurred_at: Date;
  recorded_at: Date;
  visible_at: Date | null;
  seen_at: Date | null;
  annotation?: Annotation | null;
};

const COLUMNS = Prisma.sql`e.seq, e.kind, e.payload, e.actor, e.occurred_at, e.recorded_at, e.visible_at, e.seen_at`;

/** A stored row as everybody else sees it. Rows were checked when they were recorded. */
function entryOf(row: Row): TimelineEntry {
  return {
    seq: row.seq,
    occurredAt: row.occurred_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    visibleAt: row.visible_at?.toISOString() ?? null,
    seenAt: row.seen_at?.toISOString() ?? null,
    actor: row.actor,
    fact: { kind: row.kind, ...row.payload } as Fact,
    annotation: row.annotation ?? null,
  };
}

/** The log after a seq, oldest first, as it was recorded: annotations come as facts of their own. For tails and checks. */
export async function readEntries(reader: Reader, incidentId: string, { after, limit }: { after: number; limit: number }): Promise<TimelineEntry[]> {
  const rows = await reader.$queryRaw<Row[]>`
    SELECT ${COLUMNS} FROM timeline_event e WHERE e.incident_id = ${incidentId}::uuid AND e.seq > ${after} ORDER BY e.seq LIMIT ${limit}`;
  return rows.map(entryOf);
}

/** The whole log, oldest first, as it was recorded. */
export function readLog(reader: Reader, incidentId: string): Promise<TimelineEntry[]> {
  return readEntries(reader, incidentId, { after: 0, limit: 1_000_000 });
}

/** One entry by its seq with its annotation; null when there is none. */
export async function readEntry(reader: Reader, incidentId: string, seq: number): Promise<TimelineEntry | null> {
  const [row] = await reader.$queryRaw<Row[]>`
    SELECT ${COLUMNS}, a.annotation FROM timeline_event e LEFT JOIN entry_annotation a USING (incident_id, seq)
    WHERE e.incident_id = ${incidentId}::uuid AND e.seq = ${seq}`;
  return row ? entryOf(row) : null;
}

export type PageFilter = {
  limit: number;
  cursor?: string;
  /** Only these kinds; annotation facts are rows only when asked for here. Empty or absent: every kind but those. */
  kinds?: FactKind[];
  isPinned?: boolean;
  isStarred?: boolean;
  /** Every word of it, by its beginning, stands in the entry, in its present text, or in the name of who made it. */
  q?: string;
};

const Cursor = z.tuple([z.iso.datetime(), z.number().int()]);

/** A page for display: newest occurrence first, each entry as later facts left it. */
export async function readPage(reader: Reader, incidentId: string, filter: PageFilter): Promise<Page<TimelineEntry>> {
  const before = readCursor(filter.cursor, Cursor);
  const id = Prisma.sql`${incidentId}::uuid`;
  const words = wordsOf(filter.q ?? "");
  const within = [kindCondition(filter.kinds ?? []), ...mayContain(id, words)];
  if (before) within.push(Prisma.sql`(e.occurred_at, e.seq) < (${new Date(before[0])}, ${before[1]})`);
  const source = filter.isPinned || filter.isStarred ? marked(id, within, filter) : inOrder(id, within);
  const rows = await reader.$queryRaw<Row[]>`
    SELECT * FROM (${source}) e WHERE ${contains(words)} ORDER BY e.occurred_at DESC, e.seq DESC LIMIT ${filter.limit + 1}`;
  return pageOf(rows, filter.limit, (row) => [row.occurred_at.toISOString(), row.seq], entryOf);
}

/** Read in the order of the page, so that a search stops when the page is full; OFFSET keeps the planner from sorting instead. */
function inOrder(id: Prisma.Sql, within: Prisma.Sql[]): Prisma.Sql {
  return Prisma.sql`
    SELECT ${COLUMNS}, (SELECT a.annotation FROM entry_annotation a WHERE a.incident_id = e.incident_id AND a.seq = e.seq) AS annotation
    FROM timeline_event e WHERE e.incident_id = ${id} AND ${Prisma.join(within, " AND ")} ORDER BY e.occurred_at DESC, e.seq DESC OFFSET 0`;
}

/** The few entries that somebody marked are found from their marks; MATERIALIZED and OFFSET keep the planner from reading the whole log for them. */
function marked(id: Prisma.Sql, within: Prisma.Sql[], { isPinned, isStarred }: PageFilter): Prisma.Sql {
  const marks = [...(isPinned ? [Prisma.sql`a.is_pinned`] : []), ...(isStarred ? [Prisma.sql`a.is_starred`] : [])];
  return Prisma.sql`
    WITH mark AS MATERIALIZED (SELECT a.seq, a.annotation FROM entry_annotation a WHERE a.incident_id = ${id} AND ${Prisma.join(marks, " AND ")})
    SELECT ${COLUMNS}, mark.annotation
    FROM mark CROSS JOIN LATERAL (SELECT * FROM timeline_event t WHERE t.incident_id = ${id} AND t.seq = mark.seq OFFSET 0) e
    WHERE ${Prisma.join(within, " AND ")}`;
}

function kindCondition(kinds: FactKind[]): Prisma.Sql {
  return kinds.length > 0 ? Prisma.sql`e.kind = ANY(${kinds})` : Prisma.sql`NOT e.kind = ANY(${[...ANNOTATION_KINDS] as string[]})`;
}

const WORD = /[\p{L}\p{N}]+/gu;
const MAX_WORDS = 8;

function wordsOf(q: string): string[] {
  return (q.toLowerCase().match(WORD) ?? []).slice(0, MAX_WORDS);
}

/** A plain comparison that spares most rows the costlier one below. What somebody edited is looked through once, not with each row. */
function mayContain(id: Prisma.Sql, words: string[]): Prisma.Sql[] {
  const longest = words.toSorted((a, b) => b.length - a.length)[0];
  if (longest === undefined) return [];
  const pattern = `%${longest}%`;
  return [
    Prisma.sql`((e.payload::text || (e.actor->>'name')) ILIKE ${pattern}
      OR e.seq IN (SELECT a.seq FROM entry_annotation a WHERE a.incident_id = ${id} AND a.annotation->>'text' ILIKE ${pattern}))`,
  ];
}

/** Knows words from keys and from parts of words. */
function contains(words: string[]): Prisma.Sql {
  if (words.length === 0) return Prisma.sql`TRUE`;
  const query = words.map((word) => `'${word}':*`).join(" & ");
  const present = Prisma.sql`coalesce(e.annotation->>'text', '') || ' ' || (e.actor->>'name')`;
  return Prisma.sql`to_tsvector('simple', e.payload) || to_tsvector('simple', ${present}) @@ to_tsquery('simple', ${query})`;
}

/** Kinds that change no state: a fold may pass over them. */
const STATELESS: string[] = ["note", ...ANNOTATION_KINDS];

/** The room as it was after a seq, or at an instant (RFC 3339): the fold of the log up to there. Null before its first fact. */
export async function replay(reader: Reader, incidentId: string, at: number | string): Promise<RoomState | null> {
  const until = typeof at === "number" ? Prisma.sql`seq <= ${at}` : Prisma.sql`recorded_at <= ${new Date(at)}`;
  const rows = await reader.$queryRaw<Pick<Row, "kind" | "payload" | "actor" | "occurred_at" | "recorded_at">[]>`
    SELECT kind, payload, actor, occurred_at, recorded_at FROM timeline_event
    WHERE incident_id = ${incidentId}::uuid AND NOT kind = ANY(${STATELESS}) AND ${until} ORDER BY seq`;
  return foldLog(rows.map(recordedOf));
}

function recordedOf(row: Pick<Row, "kind" | "payload" | "actor" | "occurred_at" | "recorded_at">): Recorded {
  return {
    fact: { kind: row.kind, ...row.payload } as Fact,
    actor: row.actor,
    occurredAt: row.occurred_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
  };
}
