import type { z } from "zod";
import type { AnswerStep, SkipStep, StepOfRun } from "#lib/contracts/runbook-run.ts";
import { isBroken } from "#lib/contracts/runbook-terms.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { stepFact } from "../run/facts.ts";
import { byHand, goOn, wantedBy } from "./by-hand.ts";

/** Lets a step begin that waits for it, or again one that did not succeed; n 0: the checks before the first step. One that is unknown is only run again by this. */
export function runStep(ctx: Ctx, { id, n }: z.output<typeof StepOfRun> | { id: string; n: number }): Promise<{ id: string }> {
  return byHand(ctx, id, async (run) => {
    const { state } = run.step("step", n);
    if (state === "approval") {
      wantedBy(run, ctx, n);
      throw new ConflictError(`Step ${n} waits for another person's approval.`);
    }
    if (state !== "ready" && !isBroken(state)) throw new ConflictError(`Step ${n} is ${state}: there is nothing to run.`, null, "already_done");
    run.setStep("step", n, { state: state === "ready" ? "ready" : "pending", isReady: true, detail: null, exitCode: null, endedAt: null });
    goOn(run);
  });
}

/** Looks again at every check and watch that did not hold. */
export function checkAgain(ctx: Ctx, { id }: { id: string }): Promise<{ id: string }> {
  return byHand(ctx, id, async (run) => {
    const broken = run.steps.filter(({ phase, state }) => phase !== "step" && isBroken(state));
    if (broken.length === 0) throw new ConflictError("Every check holds: there is nothing to look at again.", null, "already_done");
    for (const { phase, n } of broken)
      run.setStep(phase, n, { state: "pending", detail: null, endedAt: null, ...(phase === "verification" ? { startedAt: run.now } : {}) });
    goOn(run);
  });
}

/** Passes a step over, with the reason. */
export function skipStep(ctx: Ctx, { id, n, reason }: z.output<typeof SkipStep>): Promise<{ id: string }> {
  return byHand(ctx, id, async (run) => {
    const { state } = run.step("step", n);
    if (!["pending", "ready", "approval", "asking"].includes(state) && !isBroken(state))
      throw new ConflictError(`Step ${n} is ${state}: it cannot be skipped any more.`, null, "already_done");
    run.setStep("step", n, { state: "skipped", detail: reason, endedAt: run.now, startedAt: run.step("step", n).startedAt ?? run.now });
    run.sql.send({
      name: "approval-skip",
      text: "UPDATE runbook_approval SET state = 'void', reason = 'the step was skipped' WHERE run_id = $1 AND n = $2 AND state IN ('asked', 'approved')",
      values: [id, n],
    });
    run.tell({ type: "approval" });
    await stepFact(run, n, "skipped", reason);
    goOn(run);
  });
}

/** Says that a step by hand is done, or answers its question. An answer that is not the first choice ends the run. */
export function answerStep(ctx: Ctx, { id, n, answer }: z.output<typeof AnswerStep>): Promise<{ id: string }> {
  return byHand(ctx, id, async (run) => {
    const standing = run.step("step", n);
    if (standing.state !== "asking") throw new ConflictError(`Step ${n} is ${standing.state}: it waits for no answer.`, null, "already_done");
    const planned = run.row.plan.steps.find((one) => one.n === n);
    const choices = planned?.action.kind === "ask" ? planned.action.choices : [];
    if (choices.length > 0 && !choices.includes(answer)) throw new ConflictError(`Answer with one of: ${choices.join(", ")}.`);
    const isGood = choices.length === 0 || answer === choices[0];
    const detail = `${ctx.actor.name}: ${answer}`;
    run.setStep("step", n, { state: isGood ? "completed" : "failed", detail, attempt: standing.attempt + 1, endedAt: run.now });
    await stepFact(run, n, isGood ? "completed" : "failed", detail);
    goOn(run);
  });
}
