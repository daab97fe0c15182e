import type { z } from "zod";
import type { AnswerDecision, DecisionAnswered } from "#lib/contracts/deadline.ts";
import { permissionFor } from "#lib/contracts/deadlines-of.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { answerApproval } from "./answer-approval.ts";
import { answerDeadline } from "./answer-deadline.ts";
import { answerProposal } from "./answer-proposal.ts";

/**
 * Answers what waits in a Now queue, once: a repeat gets the first answer, another answer than the first is refused. Whoever is asked has to
 * hold what the answer needs.
 */
export async function answerDecision(ctx: Ctx, { reference, kind, ...given }: z.output<typeof AnswerDecision>): Promise<DecisionAnswered> {
  authorizePerson(ctx, kind === "approval" ? "runbook.run" : kind === "proposal" ? "incident.write" : permissionFor(kind));
  if (kind === "approval") return answerApproval(ctx, given);
  if (kind === "proposal") return answerProposal(ctx, given);
  if (reference) return answerDeadline(ctx, { ...given, reference, kind });
  const message = "Say in which incident this waits: give its reference.";
  throw new InvalidError(message, "invalid_input", [{ path: "reference", message }]);
}
