import type { AnswerDeadline, DeadlineAnswer, DeadlineKind } from "#lib/contracts/deadline.ts";
import { AnswerPage, DeEscalate } from "#lib/contracts/escalation/commands.ts";
import * as input from "#lib/contracts/incident-commands.ts";
import { AnswerQuestion, ApproveUpdate, DeclineUpdate } from "#lib/contracts/status/commands.ts";
import { answerPage, deEscalate, resumePages } from "#server/escalation/index.ts";
import { findIncident, postUpdate } from "#server/incidents/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { acceptHandover, assignRole, changeAssignment, declineHandover } from "#server/roles/index.ts";
import { answerFirst, approveUpdate, declineUpdate } from "#server/status/index.ts";

type Run = (ctx: Ctx, given: AnswerDeadline) => Promise<unknown>;

/** The ordinary command behind each answer; null where a kind has no such answer. Each checks the right to it. */
export const ANSWERS: Record<DeadlineKind, Record<DeadlineAnswer, Run | null>> = {
  update_due: {
    accept: (ctx, { reference, words }) => postUpdate(ctx, input.PostUpdate.parse({ reference, text: needed(words, "Write the update.") })),
    decline: null,
  },
  role_unfilled: {
    accept: takeRole,
    decline: null,
  },
  role_asked: {
    accept: (ctx, { reference, subject }) => changeAssignment(ctx, input.ChangeAssignment.parse({ reference, id: subject, state: "active" })),
    decline: (ctx, { reference, subject }) => changeAssignment(ctx, input.ChangeAssignment.parse({ reference, id: subject, state: "released" })),
  },
  page_unanswered: {
    accept: (ctx, { reference }) => answerPage(ctx, AnswerPage.parse({ reference, answer: "acknowledge" })),
    decline: (ctx, { reference }) => answerPage(ctx, AnswerPage.parse({ reference, answer: "decline" })),
  },
  pages_held: {
    accept: (ctx, { reference }) => resumePages(ctx, { reference }),
    decline: (ctx, { reference }) => deEscalate(ctx, DeEscalate.parse({ reference, reason: "Held pages are not needed any more." })),
  },
  publication_asked: {
    accept: (ctx, { reference, subject }) => approveUpdate(ctx, ApproveUpdate.parse({ reference, id: subject })),
    decline: (ctx, { reference, subject, words }) =>
      declineUpdate(ctx, DeclineUpdate.parse({ reference, id: subject, reason: words ?? "Declined in the Now queue" })),
  },
  questions_asked: {
    accept: (ctx, { reference, subject, words }) =>
      answerFirst(ctx, AnswerQuestion.parse({ reference, id: subject, text: needed(words, "Write the answer.") })),
    decline: null,
  },
  handover_offered: {
    accept: (ctx, { reference, subject, words }) =>
      acceptHandover(ctx, input.AcceptHandover.parse({ reference, id: subject, readBack: needed(words, "Say back what you understood.") })),
    decline: (ctx, { reference, subject }) => declineHandover(ctx, input.EndHandover.parse({ reference, id: subject })),
  },
};

/** Whoever stands by for the role becomes active; anybody else is given it, unless somebody was quicker. */
async function takeRole(ctx: Ctx, { reference, subject }: AnswerDeadline): Promise<unknown> {
  const me = authorizePerson(ctx, "incident.write");
  const { room } = await findIncident(ctx, reference);
  const mine = room.assignments.find(({ role, person, state }) => role === subject && person.id === me.id && state === "standby");
  return mine
    ? changeAssignment(ctx, input.ChangeAssignment.parse({ reference, id: mine.id, state: "active" }))
    : assignRole(ctx, input.AssignRole.parse({ reference, role: subject, user: me.id, state: "active" }));
}

function needed(words: string | undefined, what: string): string {
  if (words) return words;
  throw new InvalidError(`This answer needs words. ${what}`, "invalid_input", [{ path: "words", message: what }]);
}
