import * as Y from "yjs";
import type { Actor } from "#lib/contracts/actor.ts";
import type { DocNode } from "#lib/postmortem/node.ts";
import { db, type Reader } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { blocksIn, docFrom } from "./ydoc.ts";

export type UpdateKind = "edit" | "draft" | "section" | "restore" | "import";
type Stored = { id: string; lastSeq: number; snapshot: Uint8Array | null; snapshotSeq: number };

/** So many updates beyond the snapshot make a new one. */
const SNAPSHOT_AFTER = 200;

/** The document as it is, and its newest update. */
export async function loadDocument(postmortem: string, reader: Reader = db()): Promise<{ doc: Y.Doc; seq: number }> {
  const row: Stored = await reader.postmortem.findUniqueOrThrow({
    where: { id: postmortem },
    select: { id: true, lastSeq: true, snapshot: true, snapshotSeq: true },
  });
  const updates = await reader.postmortemUpdate.findMany({
    where: { postmortemId: row.id, seq: { gt: row.snapshotSeq } },
    orderBy: { seq: "asc" },
    select: { seq: true, content: true },
  });
  const doc = docFrom([...(row.snapshot ? [row.snapshot] : []), ...updates.map(({ content }) => content)]);
  const seq = updates.at(-1)?.seq ?? row.snapshotSeq;
  if (reader === db() && seq - row.snapshotSeq > SNAPSHOT_AFTER) await keepSnapshot(row.id, doc, seq);
  return { doc, seq };
}

async function keepSnapshot(id: string, doc: Y.Doc, seq: number): Promise<void> {
  await db().postmortem.updateMany({
    where: { id, snapshotSeq: { lt: seq } },
    data: { snapshot: bytesOf(Y.encodeStateAsUpdate(doc)), snapshotSeq: seq },
  });
}

/** The document as it was after an update. */
export async function documentAt(postmortem: string, seq: number): Promise<{ doc: Y.Doc; blocks: DocNode[] }> {
  const updates = await db().postmortemUpdate.findMany({
    where: { postmortemId: postmortem, seq: { lte: seq } },
    orderBy: { seq: "asc" },
    select: { content: true },
  });
  const doc = docFrom(updates.map(({ content }) => content));
  return { doc, blocks: blocksIn(doc) };
}

export type Update = { seq: number; update: string; by: string };

export async function updatesAfter(postmortem: string, after: number, limit: number): Promise<Update[]> {
  const rows = await db().postmortemUpdate.findMany({
    where: { postmortemId: postmortem, seq: { gt: after } },
    orderBy: { seq: "asc" },
    take: limit,
    select: { seq: true, content: true, actor: true },
  });
  return rows.map(({ seq, content, actor }) => ({ seq, update: Buffer.from(content).toString("base64"), by: (actor as Actor).id }));
}

const OPEN_STATES = ["draft", "in-review"];

/**
 * Appends an update and tells whoever watches, in one statement: its number is given under the row's lock. The row of the update, with who and
 * when, is its own trace. Refused once the document is approved.
 */
export async function appendContent(
  postmortem: string,
  content: Uint8Array,
  { kind, actor }: { kind: UpdateKind; actor: Actor },
  reader: Reader = db(),
): Promise<number> {
  const rows = await reader.$queryRaw<{ seq: number }[]>`
    WITH head AS (UPDATE postmortem SET last_seq = last_seq + 1 WHERE id = ${postmortem}::uuid AND state = ANY(${OPEN_STATES}) RETURNING id, last_seq),
    stored AS (
      INSERT INTO postmortem_update (postmortem_id, seq, content, kind, actor, at)
      SELECT id, last_seq, ${bytesOf(content)}, ${kind}, ${JSON.stringify(actor)}::jsonb, muster_now() FROM head RETURNING seq
    )
    SELECT seq, pg_notify('muster', 'postmortem ' || ${postmortem} || ' ' || seq)::text FROM stored`;
  const seq = rows[0]?.seq;
  if (seq === undefined)
    throw new ConflictError("This postmortem is approved, so its text stands. Open it again to change it; what you typed is kept in your browser.");
  return seq;
}

/** Tells whoever watches that something beside the text changed: comments, the review, the session. */
export async function tellChanged(postmortem: string, reader: Reader = db()): Promise<void> {
  await reader.$queryRaw`SELECT pg_notify('muster', ${`postmortem ${postmortem} 0`})::text`;
}

/** Bytes as the database takes them. */
export function bytesOf(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(content);
}

/** The number of the newest update. */
export async function lastUpdate(postmortem: string): Promise<number> {
  const row = await db().postmortem.findUniqueOrThrow({ where: { id: postmortem }, select: { lastSeq: true } });
  return row.lastSeq;
}
