import type { z } from "zod";
import type { PostmortemState } from "#lib/contracts/postmortem-terms.ts";
import type { PublicPostmortem, PublishPublicPostmortem, ReadPublicPostmortem, RetractPublicPostmortem } from "#lib/contracts/public-postmortem.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Published } from "#lib/contracts/status/commands.ts";
import { latestPublication } from "#lib/contracts/status/publication.ts";
import { splitSentences } from "#lib/postmortem/claims.ts";
import { toMarkdown } from "#lib/postmortem/to-markdown.ts";
import { actionItemsOf } from "#server/action-items/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { listPages, publishWords, retractUpdate } from "#server/status/index.ts";
import { findPostmortem } from "./access.ts";
import { renderingOf, wholeOf } from "./export.ts";
import { obstacleTo, publicSummary } from "./public-summary-rules.ts";
import { sectionRange } from "./ydoc.ts";

/** What the public could read of a postmortem, as a draft for people to edit, and what it reads now. It changes nothing. */
export async function draftPublicPostmortem(ctx: Ctx, { reference }: z.output<typeof ReadPublicPostmortem>): Promise<PublicPostmortem> {
  authorize(ctx, "status.publish");
  const { row, incident } = await findPostmortem(ctx, reference);
  const { room } = incident;
  const [items, cause, { pages }] = await Promise.all([actionItemsOf(ctx, reference), causeIn(ctx, reference), listPages(ctx)]);
  const standsOn = new Set((latestPublication(room.told)?.pages ?? []).map(({ id }) => id));
  const standing = standingIn(room);
  const waiting = room.told.requests.find(({ status }) => status === "postmortem");
  return {
    reference,
    text: publicSummary({ room, cause, items }),
    pages: pages.flatMap(({ id, slug, name, needsApproval }) => (standsOn.has(id) ? [{ slug, name, needsApproval }] : [])),
    standing: standing
      ? { id: standing.id, text: standing.text, at: standing.at, by: standing.by, pages: standing.pages.map(({ slug }) => slug) }
      : null,
    waiting: waiting ? { id: waiting.id, text: waiting.text, by: waiting.by.name } : null,
    obstacle: obstacleTo(row.state as PostmortemState, room),
  };
}

/** Tells the public what was learned, where the incident stands. Where a page asks for approval, somebody else decides it as any other update. */
export async function publishPublicPostmortem(
  ctx: Ctx,
  { reference, text, pages, accepts }: z.output<typeof PublishPublicPostmortem>,
): Promise<Published> {
  authorize(ctx, "status.publish");
  const { row, incident } = await findPostmortem(ctx, reference);
  requireNone(obstacleTo(row.state as PostmortemState, incident.room));
  const words = {
    status: "postmortem" as const,
    text,
    workaround: "",
    stakeholderText: "",
    internalText: "",
    components: [],
    eta: null,
    nextBy: null,
  };
  return publishWords(ctx, { reference, ...words, pages, accepts }, async ({ room }) => {
    const { state } = await db().postmortem.findUniqueOrThrow({ where: { id: row.id }, select: { state: true } });
    requireNone(obstacleTo(state as PostmortemState, room));
  });
}

/** Takes back what the public reads of it; the page says that it was, when and why. */
export async function retractPublicPostmortem(ctx: Ctx, { reference, reason }: z.output<typeof RetractPublicPostmortem>): Promise<{ seq: number }> {
  authorize(ctx, "status.publish");
  const { incident } = await findPostmortem(ctx, reference);
  const standing = standingIn(incident.room);
  if (!standing) throw new ConflictError("Nothing of this postmortem stands on a status page.", null, "already_done");
  return retractUpdate(ctx, { reference, id: standing.id, reason });
}

function standingIn({ told }: RoomState) {
  return told.publications.find(({ status, retracted }) => status === "postmortem" && retracted === null);
}

function requireNone(obstacle: string | null): void {
  if (obstacle) throw new ConflictError(obstacle);
}

/** The first sentence of the root cause as the document says it; empty where it says none. */
async function causeIn(ctx: Ctx, reference: string): Promise<string> {
  const { blocks, ground } = await wholeOf(ctx, reference);
  const range = sectionRange(blocks, "root-cause");
  const paragraph = range ? blocks.slice(range.from, range.to).find(({ type }) => type === "paragraph") : undefined;
  return paragraph ? (splitSentences(toMarkdown([paragraph], renderingOf(ground)))[0] ?? "") : "";
}
