import type { z } from "zod";
import type { PlannedStep } from "#lib/contracts/runbook-plan.ts";
import type { Bound, DecideStep } from "#lib/contracts/runbook-run.ts";
import { authorize, authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, ForbiddenError } from "#server/platform/errors.ts";
import { requireProof } from "#server/sessions/index.ts";
import { changeRun } from "../run/change-run.ts";
import { approvalFact } from "../run/facts.ts";

type Row = { id: string; hash: string; bound: Bound; asked_by: string[]; is_over: boolean };

/**
 * Approves or rejects a risky step, as another person than those who wanted it, who has proved just now who they are. `hash` names what they saw: of
 * anything else nothing is approved.
 */
export async function decideStep(ctx: Ctx, input: z.output<typeof DecideStep>): Promise<{ id: string }> {
  authorize(ctx, "runbook.run");
  authorizePerson(ctx, "runbook.run");
  if (input.approve) await requireProof(ctx);
  return decide(ctx, input, () => undefined);
}

/** The same for whoever is proved in another way. `mind` throws where that is not enough for this step. */
export async function decide(
  ctx: Ctx,
  { id, n, hash, approve, reason }: z.output<typeof DecideStep>,
  mind: (step: PlannedStep | undefined, bound: Bound) => void,
): Promise<{ id: string }> {
  const me = authorizePerson(ctx, "runbook.run");
  const refusal = await changeRun(ctx, id, async (run): Promise<Error | null> => {
    if (run.row.state === "rolling_back")
      throw new ConflictError(`This run is being rolled back, so step ${n} is not done any more. Look at the run again.`, null, "already_done");
    const [asked] = await run.sql.query<Row>({
      name: "approval-asked",
      text: `SELECT id, hash, bound, asked_by, expires_at <= muster_now() AS is_over FROM runbook_approval WHERE run_id = $1 AND n = $2 AND state = 'asked' ORDER BY created_at DESC LIMIT 1 FOR UPDATE`,
      values: [id, n],
    });
    if (!asked)
      throw new ConflictError(`Step ${n} waits for no approval. Somebody else may have answered; look at the run again.`, null, "already_done");
    if (asked.hash !== hash) throw new ConflictError(`What is asked for step ${n} has changed since you looked. Read it again, then decide.`);
    mind(
      run.row.plan.steps.find((one) => one.n === n),
      asked.bound,
    );
    if (approve && (asked.asked_by.includes(me.id) || run.row.startedBy.id === me.id))
      throw new ForbiddenError("You want this step yourself. Ask another person to approve it.");
    const isOver = asked.is_over && approve;
    const state = isOver ? "expired" : approve ? "approved" : "rejected";
    run.sql.send({
      name: "approval-decide",
      text: "UPDATE runbook_approval SET state = $2, decided_by = $3, decided_name = $4, decided_at = muster_now(), reason = $5 WHERE id = $1",
      values: [asked.id, state, isOver ? null : me.id, isOver ? null : me.name, reason || null],
    });
    if (isOver) run.setStep("step", n, { state: "pending", isReady: true, detail: "the approval's time ran out" });
    else if (approve) run.setStep("step", n, { isReady: true, detail: `approved by ${me.name}` });
    else run.setStep("step", n, { state: "failed", detail: `rejected by ${me.name}${reason ? `: ${reason}` : ""}`, endedAt: run.now });
    run.tell({ type: "approval" });
    await approvalFact(run, n, state, reason || null);
    run.setRun({ state: "running", waitsFor: null, dueInMs: 0 });
    return isOver ? new ConflictError(`The time of this approval ran out. Step ${n} is looked at again, and asked for anew.`) : null;
  });
  if (refusal) throw refusal;
  return { id };
}
