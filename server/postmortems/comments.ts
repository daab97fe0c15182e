import type { z } from "zod";
import type { AddComment, CloseComment, Comment, ReadPostmortem } from "#lib/contracts/postmortem.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize, authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db, transaction } from "#server/platform/db.ts";
import { ConflictError, InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { findPostmortem } from "./access.ts";
import { tellChanged } from "./store.ts";

const MOST = 500;

/** What people said of a postmortem, oldest first. */
export async function listComments(ctx: Ctx, { reference }: z.output<typeof ReadPostmortem>): Promise<Comment[]> {
  authorize(ctx, "incident.read");
  const { row } = await findPostmortem(ctx, reference);
  const rows = await db().postmortemComment.findMany({ where: { postmortemId: row.id }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return rows.map((one) => ({
    id: one.id,
    parent: one.parentId,
    anchor: one.anchor as Comment["anchor"],
    quote: one.quote,
    text: one.text,
    replacement: one.replacement,
    state: one.state as Comment["state"],
    by: { id: one.authorId, name: one.authorName },
    at: one.createdAt.toISOString(),
    closedBy: one.closedBy,
  }));
}

/** Says something of words of the document, answers, or suggests other words. */
export async function addComment(ctx: Ctx, input: z.output<typeof AddComment>): Promise<{ id: string }> {
  const person = authorizePerson(ctx, "incident.read");
  const { row } = await findPostmortem(ctx, input.reference);
  if (input.text.trim() === "" && !input.replacement) throw new InvalidError("Write what you want to say, or what the words should be instead.");
  if ((await db().postmortemComment.count({ where: { postmortemId: row.id } })) >= MOST)
    throw new ConflictError(`There are ${MOST} comments already. Resolve and settle some of them first.`);
  const id = newId();
  const createdAt = new Date(await databaseNow());
  await transaction(async (tx) => {
    const parent = input.parent ? await tx.postmortemComment.findUnique({ where: { id: input.parent } }) : null;
    if (input.parent && parent?.postmortemId !== row.id) throw new NotFoundError("The comment that you answer is not here any more.");
    const { text, quote, anchor } = input;
    await tx.postmortemComment.create({
      data: {
        ...{ id, postmortemId: row.id, parentId: parent?.id ?? null, quote, text, replacement: input.replacement ?? null, createdAt },
        ...{ authorId: person.id, authorName: person.name, ...(anchor ? { anchor } : {}) },
      },
    });
    await audit(tx, ctx, { action: "postmortem.comment", subject: input.reference, detail: { id } });
    await tellChanged(row.id, tx);
  });
  return { id };
}

/** Resolves a comment, accepts or rejects a suggestion, or takes that back. */
export async function closeComment(ctx: Ctx, { reference, id, state }: z.output<typeof CloseComment>): Promise<{ id: string }> {
  authorize(ctx, "incident.write");
  const { row } = await findPostmortem(ctx, reference);
  await transaction(async (tx) => {
    const comment = await tx.postmortemComment.findUnique({ where: { id } });
    if (comment?.postmortemId !== row.id) throw new NotFoundError("There is no such comment on this postmortem. Read it anew.");
    const isOpen = state === "open";
    await tx.postmortemComment.update({
      where: { id },
      data: { state, closedBy: isOpen ? null : ctx.actor.name, closedAt: isOpen ? null : new Date(await databaseNow(tx)) },
    });
    await audit(tx, ctx, { action: "postmortem.close-comment", subject: reference, detail: { id, state } });
    await tellChanged(row.id, tx);
  });
  return { id };
}
