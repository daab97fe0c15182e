import type { z } from "zod";
import { answerOf } from "#lib/contracts/escalation/answer.ts";
import type { AnswerPage } from "#lib/contracts/escalation/commands.ts";
import { type Escalation, pagesOf } from "#lib/contracts/escalation/state.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { roleHolds } from "#lib/contracts/permissions.ts";
import { changeIncident } from "#server/incidents/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, ForbiddenError } from "#server/platform/errors.ts";

/** `isFirst`: this answer stopped the round. */
export type PageAnswered = { seq: number; isFirst: boolean };

/**
 * Answers one's own pages of an incident, or acknowledges it without having been paged. The fact, the timer that it disarms and the messages
 * that it calls back are one transaction. A repeat is refused as done already, and changes nothing.
 */
export async function answerPage(ctx: Ctx, input: z.output<typeof AnswerPage>): Promise<PageAnswered> {
  const me = authorizePerson(ctx, "incident.answer");
  return changeIncident(ctx, "incident.answer", input.reference, async (incident) => {
    const { room, now } = incident;
    const { escalation } = room;
    if (!escalation) throw new ConflictError(`Nobody was paged for ${room.reference}. There is nothing to acknowledge.`);
    if (!isActivePhase(room.phase)) throw new ConflictError(`${room.reference} is over: nothing waits for an answer.`, null, "already_done");
    const person = { id: me.id, name: me.name };
    const fact = answerOf(escalation, { person, answer: input.answer, means: input.means }, now);
    if (fact.pages.length === 0) requireUnpaged(ctx, escalation, room.reference, input.answer);
    const { seq } = await incident.record(fact);
    return { seq, isFirst: fact.settles && escalation.acknowledgedAt === null };
  });
}

/** Whoever was not paged may take it, once; declining what one was not asked makes no sense. */
function requireUnpaged(ctx: Ctx, escalation: Escalation, reference: string, answer: "acknowledge" | "decline"): void {
  if (answer === "decline") throw new ConflictError(`You were not paged for ${reference}, or answered already.`, null, "already_done");
  const wasPaged = pagesOf(escalation).some(({ person }) => person?.id === ctx.person?.id);
  if (wasPaged || escalation.acknowledgedAt) throw new ConflictError(`${reference} is acknowledged already.`, null, "already_done");
  if (!ctx.person || !roleHolds(ctx.person.role, "incident.write")) {
    throw new ForbiddenError("Only whoever was paged, or a responder, can acknowledge this. Ask a responder.");
  }
}
