import * as Y from "yjs";
import type { z } from "zod";
import type { Actor } from "#lib/contracts/actor.ts";
import type { CitedFigure } from "#lib/contracts/document.ts";
import type { PostmortemHead, PostmortemView, ReadPostmortem, ReadUpdates } from "#lib/contracts/postmortem.ts";
import type { PostmortemState } from "#lib/contracts/postmortem-terms.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, type Reader } from "#server/platform/db.ts";
import { type FoundPostmortem, findPostmortem } from "./access.ts";
import { groundOf } from "./ground.ts";
import { reviewersOf } from "./reviewers.ts";
import { postmortemRules } from "./rules.ts";
import { loadDocument, type Update, updatesAfter } from "./store.ts";
import { blocksIn } from "./ydoc.ts";

/** A postmortem with its document as one update, and what its numbers and cites mean. */
export async function readPostmortem(ctx: Ctx, { reference }: z.output<typeof ReadPostmortem>): Promise<PostmortemView> {
  authorize(ctx, "incident.read");
  const found = await findPostmortem(ctx, reference);
  const [head, { doc, seq }] = await Promise.all([headOf(found), loadDocument(found.row.id)]);
  const ground = await groundOf(ctx, reference, blocksIn(doc), found.row.figures as Record<string, CitedFigure>);
  return { ...head, seq, update: Buffer.from(Y.encodeStateAsUpdate(doc)).toString("base64"), ground };
}

/** The same, or null while there is none. */
export async function findWhole(ctx: Ctx, { reference }: z.output<typeof ReadPostmortem>): Promise<PostmortemView | null> {
  authorize(ctx, "incident.read");
  const incident = await findIncident(ctx, reference);
  const known = await db().postmortem.count({ where: { incidentId: incident.id } });
  return known > 0 ? readPostmortem(ctx, { reference }) : null;
}

/** Everything of it but the document: what changes besides the text. */
export async function readHead(ctx: Ctx, { reference }: z.output<typeof ReadPostmortem>): Promise<PostmortemHead> {
  authorize(ctx, "incident.read");
  return headOf(await findPostmortem(ctx, reference));
}

/** What the document's numbers and cites mean now. */
export async function readGround(ctx: Ctx, { reference }: z.output<typeof ReadPostmortem>): Promise<PostmortemView["ground"]> {
  authorize(ctx, "incident.read");
  const { row } = await findPostmortem(ctx, reference);
  const { doc } = await loadDocument(row.id);
  return groundOf(ctx, reference, blocksIn(doc), row.figures as Record<string, CitedFigure>);
}

const PAGE = 500;

/** Updates after a number, oldest first; for scripts and for whoever comes back. */
export async function readUpdates(ctx: Ctx, { reference, after }: z.output<typeof ReadUpdates>): Promise<Update[]> {
  authorize(ctx, "incident.read");
  const { row } = await findPostmortem(ctx, reference);
  return updatesAfter(row.id, after, PAGE);
}

export async function headOf({ row, incident }: FoundPostmortem, reader: Reader = db()): Promise<PostmortemHead> {
  const [reviewers, { rules }, authors] = await Promise.all([reviewersOf(row.id, reader), postmortemRules(reader), authorsOf(row.id, reader)]);
  return {
    id: row.id,
    reference: incident.room.reference,
    title: row.title,
    state: row.state as PostmortemState,
    version: row.version,
    seq: row.lastSeq,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy as Actor,
    authors,
    dueAt: row.dueAt?.toISOString() ?? null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    reviewers,
    requiredApprovals: rules.approvals[incident.room.severity ?? "SEV4"],
    isShared: row.shareHash !== null,
  };
}

/** The people who wrote in it, those who wrote most first. */
async function authorsOf(postmortem: string, reader: Reader): Promise<string[]> {
  const rows = await reader.$queryRaw<{ name: string }[]>`
    SELECT actor->>'name' AS name FROM postmortem_update WHERE postmortem_id = ${postmortem}::uuid AND kind <> 'draft' AND actor->>'type' = 'user'
    GROUP BY 1 ORDER BY count(*) DESC LIMIT 12`;
  return rows.map(({ name }) => name);
}
