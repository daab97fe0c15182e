import type { PageByLink } from "#lib/contracts/escalation/page-link.ts";
import { pagesOf } from "#lib/contracts/escalation/state.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { countVisit } from "#server/auth/index.ts";
import { pageOfToken } from "#server/paging/index.ts";
import { type Ctx, type Person, personCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError, NotFoundError } from "#server/platform/errors.ts";
import { answerPage } from "./answer-page.ts";

/** What the link of a page shows to whoever has it: enough to decide, nothing of the timeline. Changes nothing, since previews open links too. */
export async function readPageByLink(ctx: Ctx, { token }: { token: string }): Promise<PageByLink> {
  const { page, person, room } = await openLink(ctx, token);
  const { escalation } = room;
  const mine = escalation ? pagesOf(escalation).filter((one) => one.person?.id === person.id) : [];
  const answer = mine.findLast((one) => one.answer !== null)?.answer ?? null;
  const others = escalation
    ? pagesOf(escalation).filter((one) => one.person && one.person.id !== person.id && one.answer?.answer === "acknowledged")
    : [];
  return {
    reference: room.reference,
    title: room.title,
    summary: room.summary,
    severity: room.severity,
    kind: room.kind,
    services: room.services.map(({ name }) => name),
    declaredAt: room.timestamps.declaredAt?.at ?? page.createdAt.toISOString(),
    step: page.title,
    person: person.name,
    isOver: !isActivePhase(room.phase),
    isStoodDown: escalation?.stoodDownAt !== null && escalation?.stoodDownAt !== undefined,
    answer: answer ? { answer: answer.answer, at: answer.at } : null,
    others: others.map(({ name, answer: given }) => ({ name, at: given?.at ?? "" })),
  };
}

/** Answers as the person whom the page was for. The link is used up by the first answer; declining may be taken back by acknowledging. */
export async function answerPageByLink(
  ctx: Ctx,
  { token, answer }: { token: string; answer: "acknowledge" | "decline" },
): Promise<{ reference: string }> {
  const { person, room, page } = await openLink(ctx, token);
  if (page.state === "acknowledged") throw new ConflictError("This page is acknowledged already.", null, "already_done");
  await answerPage(personCtx(person, { address: ctx.address }), { reference: room.reference, answer, means: "link" });
  return { reference: room.reference };
}

/** That somebody has looked at it, told by the page's own script: previews run none. */
export async function markPageSeen(ctx: Ctx, { token }: { token: string }): Promise<{ isSeen: boolean }> {
  const { page } = await openLink(ctx, token);
  const changed = await db().$executeRaw`
    UPDATE page SET seen_at = muster_now(), state = 'seen' WHERE id = ${page.id}::uuid AND seen_at IS NULL AND state IN ('queued', 'sent', 'delivered')`;
  return { isSeen: changed > 0 };
}

type Opened = { page: { id: string; title: string; state: string; createdAt: Date }; person: Person; room: RoomState };

async function openLink(ctx: Ctx, token: string): Promise<Opened> {
  const id = await pageOfToken(token);
  const page = id ? await db().page.findUnique({ where: { id }, include: { incident: { select: { state: true } } } }) : null;
  const user = page?.isPerson ? await db().user.findUnique({ where: { id: page.recipient } }) : null;
  if (!page || !user || user.deactivatedAt) {
    await countVisit("page", ctx.address);
    throw new NotFoundError("There is no page behind this link. Open Muster and look there.");
  }
  const { name, handle, email, role } = user;
  return { page, person: { id: user.id, name, handle, email, role: role as OrganisationRole }, room: page.incident.state as RoomState };
}
