import type { PersonRef } from "#lib/contracts/actor.ts";
import type { AnswerDeadline, DeadlineAnswer, DeadlineState, DecisionAnswered } from "#lib/contracts/deadline.ts";
import { permissionFor } from "#lib/contracts/deadlines-of.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError, InvalidError, MusterError, NotFoundError } from "#server/platform/errors.ts";
import { ANSWERS } from "./answers.ts";

/**
 * Answers what waits, by the ordinary command of its kind, which decides whether this person may. A repeat of an answer gets the first one;
 * another answer than the first is refused, in other words too where they are the answer, as is one to what expired or was withdrawn meanwhile.
 */
export async function answerDeadline(ctx: Ctx, given: AnswerDeadline): Promise<DecisionAnswered> {
  const me = authorizePerson(ctx, permissionFor(given.kind));
  const { id, room } = await findIncident(ctx, given.reference);
  const run = ANSWERS[given.kind][given.answer];
  if (!run) throw new InvalidError(`This cannot be declined: it waits until somebody does it. Do it, or give it to somebody else.`);
  const before = await readRow(id, given);
  if (!before) throw new NotFoundError(`Nothing of that name waits in ${given.reference}. Reload to see what does.`);
  if (before.state !== "open" && isInSameWords(room, given)) return standingAnswer(before, given);
  try {
    await run(ctx, given);
  } catch (error) {
    const after = error instanceof MusterError ? await readRow(id, given) : null;
    if (!after || after.state === "open" || !isInSameWords(room, given)) throw error;
    return standingAnswer(after, given);
  }
  return { answer: given.answer, by: { id: me.id, name: me.name }, refusal: null };
}

/** Whether the answer that stands is this one; false for words of one's own that nobody reads. Its command then says what stands in their place. */
function isInSameWords({ told }: RoomState, { kind, subject, words }: AnswerDeadline): boolean {
  return kind !== "questions_asked" || told.questions.some(({ id, answer }) => id === subject && answer?.text === words);
}

type Row = { state: DeadlineState; answer: DeadlineAnswer | null; by: PersonRef | null };

async function readRow(incidentId: string, { kind, subject }: AnswerDeadline): Promise<Row | null> {
  const [row] = await db().$queryRaw<Row[]>`
    SELECT state, answer, answered_by AS by FROM deadline
    WHERE incident_id = ${incidentId}::uuid AND kind = ${kind} AND subject = ${subject}`;
  return row ?? null;
}

function standingAnswer({ state, answer, by }: Row, given: AnswerDeadline): DecisionAnswered {
  if (state === "answered" && answer === given.answer && by) return { answer, by, refusal: null };
  const what = DEADLINE_STATES[state];
  const who = answer && by ? `${by.name} answered already (${answer})` : what;
  throw new ConflictError(`This no longer waits in ${given.reference}: ${who}. Reload to see where it stands.`, null, "already_done");
}

const DEADLINE_STATES: Record<DeadlineState, string> = {
  open: "it is open again",
  answered: "it was answered",
  expired: "nobody answered in time",
  withdrawn: "it was withdrawn",
};
