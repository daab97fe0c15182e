import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError, NotFoundError } from "#server/platform/errors.ts";
import { decideStep } from "./decide-step.ts";

type Given = { id: string; approve: boolean; reason: string };

/** Decides the approval of this id: of what it was asked for and nothing else. A repeat by the same person changes nothing. */
export async function decideApproval(ctx: Ctx, { id, approve, reason }: Given): Promise<{ run: string }> {
  const me = authorizePerson(ctx, "runbook.run");
  const asked = await db().runbookApproval.findUnique({ where: { id }, select: { runId: true, n: true, hash: true, state: true, decidedBy: true } });
  if (!asked) throw new NotFoundError("There is no approval of that name. Look at the run again.");
  const { runId: run, n, hash, state, decidedBy } = asked;
  if (decidedBy === me.id && (state === "rejected") === !approve) return { run };
  if (state !== "asked")
    throw new ConflictError(`This approval is ${state}: nothing waits for an answer here. Look at the run again.`, null, "already_done");
  await decideStep(ctx, { id: run, n, hash, approve, reason });
  return { run };
}
