import type { z } from "zod";
import type { RoomState } from "#lib/contracts/room.ts";
import type { AnswerQuestion, AskQuestion, DismissQuestion } from "#lib/contracts/status/commands.ts";
import type { Question } from "#lib/contracts/status/publication.ts";
import { questionLike, unpublishedFigures } from "#lib/contracts/status/questions.ts";
import { changeIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";

/** Enough for any incident; more would hide what matters. */
const MOST_QUESTIONS = 200;

/** Asks what stakeholders want to know. Who asks what was asked before is counted there, and reads the answer where it stands. */
export async function askQuestion(ctx: Ctx, input: z.output<typeof AskQuestion>): Promise<{ id: string; answer: string | null }> {
  authorize(ctx, "status.read");
  return recordQuestion(ctx, input, newId());
}

/** `named`: the id that a new question gets, so that the same form taken twice asks once. */
export function recordQuestion(
  ctx: Ctx,
  { reference, text }: z.output<typeof AskQuestion>,
  named: string,
): Promise<{ id: string; answer: string | null }> {
  return changeIncident(ctx, "status.read", reference, async (incident) => {
    const { questions } = incident.room.told;
    const known = questions.find(({ id }) => id === named);
    if (known) return { id: known.id, answer: known.answer?.text ?? null };
    const same = questionLike(questions, text);
    if (!same && questions.length >= MOST_QUESTIONS) {
      throw new ConflictError(`${reference} has ${MOST_QUESTIONS} questions already. Read their answers first.`);
    }
    await incident.record({ kind: "question", action: same ? "repeated" : "asked", id: same?.id ?? named, text });
    return { id: same?.id ?? named, answer: same?.answer?.text ?? null };
  });
}

/** Answers it for all who asked; another answer takes the place of the one before. Every number in the answer has to be published already. */
export function answerQuestion(ctx: Ctx, input: z.output<typeof AnswerQuestion>): Promise<{ seq: number }> {
  return answered(ctx, input, () => undefined);
}

/** The same for whoever saw it without an answer: one that came meanwhile stays. */
export function answerFirst(ctx: Ctx, input: z.output<typeof AnswerQuestion>): Promise<{ seq: number }> {
  return answered(ctx, input, ({ text, answer, isDismissed }) => {
    if (answer) throw new ConflictError(`${answer.by} has answered “${text}” already: ${answer.text}`, null, "already_done");
    if (isDismissed) throw new ConflictError(`“${text}” was left unanswered meanwhile.`, null, "already_done");
  });
}

async function answered(
  ctx: Ctx,
  { reference, id, text }: z.output<typeof AnswerQuestion>,
  mind: (question: Question) => void,
): Promise<{ seq: number }> {
  authorize(ctx, "status.publish");
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    mind(questionIn(incident.room, id));
    const unknown = unpublishedFigures(incident.room, text);
    if (unknown.length > 0) {
      const message = `No published update says ${unknown.join(", ")}. Publish it first, or answer without it.`;
      throw new InvalidError(message, "invalid_input", [{ path: "text", message }]);
    }
    const { seq } = await incident.record({ kind: "question", action: "answered", id, text });
    return { seq };
  });
}

/** Leaves it unanswered; stakeholders see it no more. */
export async function dismissQuestion(ctx: Ctx, { reference, id }: z.output<typeof DismissQuestion>): Promise<{ seq: number }> {
  authorize(ctx, "status.publish");
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const { text, isDismissed } = questionIn(incident.room, id);
    if (isDismissed) throw new ConflictError("This question was left unanswered already.", null, "already_done");
    const { seq } = await incident.record({ kind: "question", action: "dismissed", id, text });
    return { seq };
  });
}

function questionIn({ told, reference }: RoomState, id: string): Question {
  const found = told.questions.find((one) => one.id === id);
  if (!found) throw new NotFoundError(`${reference} has no such question. Look at the room again.`);
  return found;
}
