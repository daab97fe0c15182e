import type { PlannedStep } from "#lib/contracts/runbook-plan.ts";
import type { Bound } from "#lib/contracts/runbook-run.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError, ForbiddenError, NotFoundError } from "#server/platform/errors.ts";
import { whyInConsole } from "../slack/shown-in-slack.ts";
import { decide, decideStep } from "./decide-step.ts";

type Given = { id: string; approve: boolean; reason: string };

/** Decides the approval of this id: of what it was asked for and nothing else. A repeat by the same person changes nothing. */
export function decideApproval(ctx: Ctx, given: Given): Promise<{ run: string }> {
  authorizePerson(ctx, "runbook.run");
  return byId(ctx, given, decideStep);
}

/**
 * The same by a button in Slack, which has vouched for the member; their account there has to be one that they verified. What cannot be undone, and
 * what Slack does not show whole, is decided in the console.
 */
export function decideApprovalInSlack(ctx: Ctx, given: Given): Promise<{ run: string }> {
  authorizePerson(ctx, "runbook.run");
  return byId(ctx, given, (who, input) => decide(who, input, mindSlack));
}

function mindSlack(step: PlannedStep | undefined, bound: Bound): void {
  const why = whyInConsole(step, bound);
  if (why) throw new ForbiddenError(why);
}

async function byId(ctx: Ctx, { id, approve, reason }: Given, decides: typeof decideStep): Promise<{ run: string }> {
  const me = authorizePerson(ctx, "runbook.run");
  const asked = await db().runbookApproval.findUnique({ where: { id }, select: { runId: true, n: true, hash: true, state: true, decidedBy: true } });
  if (!asked) throw new NotFoundError("There is no approval of that name. Look at the run again.");
  const { runId: run, n, hash, state, decidedBy } = asked;
  const standing: readonly string[] = approve ? ["approved", "used"] : ["rejected"];
  if (decidedBy === me.id && standing.includes(state)) return { run };
  if (state !== "asked")
    throw new ConflictError(`This approval is ${state}: nothing waits for an answer here. Look at the run again.`, null, "already_done");
  await decides(ctx, { id: run, n, hash, approve, reason });
  return { run };
}
