import type { ProposalView } from "#lib/contracts/agent.ts";
import type { AnswerDeadline, DeadlineAnswer, DecisionAnswered } from "#lib/contracts/deadline.ts";
import { Uuid } from "#lib/contracts/ids.ts";
import { decideProposal, readProposal } from "#server/agents/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { MusterError, NotFoundError } from "#server/platform/errors.ts";

/** Accepts or rejects what an agent proposes, by its ordinary command, and says what came of it. */
export async function answerProposal(ctx: Ctx, { subject, answer }: Pick<AnswerDeadline, "subject" | "answer">): Promise<DecisionAnswered> {
  authorizePerson(ctx, "agent.run");
  const id = Uuid.safeParse(subject).data;
  if (!id) throw new NotFoundError("There is no proposal of that name. Reload to see what waits.");
  try {
    return answeredAs(answer, await decideProposal(ctx, { id, accept: answer === "accept" }));
  } catch (error) {
    if (!(error instanceof MusterError) || error.code !== "already_done") throw error;
    const standing = await readProposal(ctx, id);
    if (standing.state !== (answer === "accept" ? "accepted" : "rejected")) throw error;
    return answeredAs(answer, standing);
  }
}

function answeredAs(answer: DeadlineAnswer, { decidedBy, result }: ProposalView): DecisionAnswered {
  if (!decidedBy) throw new Error("A proposal that was decided names nobody who did.");
  return { answer, by: decidedBy, refusal: result?.ok === false ? (result.error ?? "It could not be done.") : null };
}
