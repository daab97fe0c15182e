import type { z } from "zod";
import type { CancelRunbookRun, RunbookRunId } from "#lib/contracts/runbook-run.ts";
import { isBroken } from "#lib/contracts/runbook-terms.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { ended } from "../run/begin.ts";
import { changeRun } from "../run/change-run.ts";
import { runFact } from "../run/facts.ts";
import { voidForRollBack } from "../run/void-approvals.ts";
import { byHand, goOn } from "./by-hand.ts";

/** Starts a run that was proposed. Whoever presses is who wants it. */
export async function startProposed(ctx: Ctx, { id }: z.output<typeof RunbookRunId>): Promise<{ id: string }> {
  authorize(ctx, "runbook.run");
  return changeRun(ctx, id, async (run) => {
    if (run.row.state !== "proposed") throw new ConflictError("This run was started already.", null, "already_done");
    run.row.startedBy = ctx.actor;
    run.sql.send({
      name: "runbook-started-by",
      text: "UPDATE runbook_run SET started_by = $2 WHERE id = $1",
      values: [id, JSON.stringify(ctx.actor)],
    });
    run.setRun({ state: "running", startedAt: run.now, dueInMs: 0 });
    await runFact(run, "started");
    return { id };
  });
}

/** Takes back what was done, last first; also after a run has failed. */
export async function rollBack(ctx: Ctx, { id }: z.output<typeof RunbookRunId>): Promise<{ id: string }> {
  authorize(ctx, "runbook.run");
  return changeRun(ctx, id, async (run) => {
    const { state, mode } = run.row;
    if (mode === "dry") throw new ConflictError("A dry run did nothing, so there is nothing to take back.");
    if (state === "proposed" || state === "rolled_back") throw new ConflictError("There is nothing to take back.", null, "already_done");
    if (run.steps.some((step) => step.state === "running"))
      throw new ConflictError("A step is running. Cancel the run, or wait for the step to end, then roll back.");
    for (const { phase, n, undoState } of run.steps)
      if (undoState === "failed" || undoState === "unknown") run.setStep(phase, n, { undoState: null, undoNote: null });
    await voidForRollBack(run);
    run.setRun({ state: "rolling_back", waitsFor: null, endedAt: null, dueInMs: 0 });
    await runFact(run, "rolling_back");
    return { id };
  });
}

/** Ends a run. A command that runs is ended first. */
export function cancelRunbookRun(ctx: Ctx, { id, reason }: z.output<typeof CancelRunbookRun>): Promise<{ id: string }> {
  authorize(ctx, "runbook.run");
  return changeRun(ctx, id, async (run) => {
    if (["succeeded", "failed", "rolled_back", "cancelled"].includes(run.row.state))
      throw new ConflictError("This run has ended already.", null, "already_done");
    const note = `${ctx.actor.name}${reason ? `: ${reason}` : ""}`;
    if (run.row.state === "proposed") {
      await ended(run, "cancelled", note);
      return { id };
    }
    run.setRun({ isStopping: true, note, dueInMs: 0 });
    return { id };
  });
}

/** Ends a run that cannot go on, as failed. It can be taken up again. */
export function stopRun(ctx: Ctx, { id, reason }: z.output<typeof CancelRunbookRun>): Promise<{ id: string }> {
  return byHand(ctx, id, async (run) => {
    if (run.row.waitsFor !== "decision") throw new ConflictError("This run goes on by itself. Cancel it, if it should not.");
    await ended(run, "failed", reason || null);
  });
}

/** Takes a failed or cancelled run up again where it ended, with the same plan and values. */
export async function resumeRun(ctx: Ctx, { id }: z.output<typeof RunbookRunId>): Promise<{ id: string }> {
  authorize(ctx, "runbook.run");
  return changeRun(ctx, id, async (run) => {
    if (run.row.state !== "failed" && run.row.state !== "cancelled")
      throw new ConflictError("Only a run that failed or was cancelled can be taken up again.");
    if (run.steps.some(({ undoState }) => undoState !== null)) throw new ConflictError("Parts of this run were taken back. Start a new one.");
    for (const { phase, n, state } of run.steps) {
      if (phase !== "step") run.setStep(phase, n, { state: "pending", detail: null, endedAt: null });
      else if (isBroken(state) && state !== "unknown")
        run.setStep(phase, n, { state: "pending", isReady: true, detail: null, exitCode: null, endedAt: null });
    }
    run.setRun({ state: "running", waitsFor: null, endedAt: null, isStopping: false, note: null });
    await runFact(run, "resumed");
    goOn(run);
    return { id };
  });
}
