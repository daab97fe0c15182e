import type { AnswerDeadline, DecisionAnswered } from "#lib/contracts/deadline.ts";
import { Uuid } from "#lib/contracts/ids.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { decideApproval } from "#server/runbooks/index.ts";

/** Approves or rejects a risky step, by its ordinary command: as another person than who wants it, with a fresh proof of who they are. */
export async function answerApproval(
  ctx: Ctx,
  { subject, answer, words }: Pick<AnswerDeadline, "subject" | "answer" | "words">,
): Promise<DecisionAnswered> {
  const me = authorizePerson(ctx, "runbook.run");
  const id = Uuid.safeParse(subject).data;
  if (!id) throw new NotFoundError("There is no approval of that name. Reload to see what waits.");
  await decideApproval(ctx, { id, approve: answer === "accept", reason: (words ?? "").slice(0, 300) });
  return { answer, by: { id: me.id, name: me.name }, refusal: null };
}
