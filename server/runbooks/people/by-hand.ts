import { isEnded } from "#lib/contracts/runbook-terms.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { changeRun, type OpenRun } from "../run/change-run.ts";

/** The shape of what a person does to a run under way. Whatever it is, the worker looks again at once. */
export function byHand(ctx: Ctx, id: string, change: (run: OpenRun) => Promise<void>): Promise<{ id: string }> {
  authorize(ctx, "runbook.run");
  return changeRun(ctx, id, async (run) => {
    if (isEnded(run.row.state))
      throw new ConflictError(`This run of ${run.row.title} has ended. Start another, or take a failed one up again.`, null, "already_done");
    if (run.row.state === "proposed") throw new ConflictError(`This run of ${run.row.title} was not started yet. Start it first.`);
    await change(run);
    return { id };
  });
}

export function goOn(run: OpenRun): void {
  run.setRun({ state: run.row.state === "rolling_back" ? "rolling_back" : "running", waitsFor: null, dueInMs: 0 });
}

/** Everybody who wanted a step is remembered: none of them may approve it. */
export function wantedBy(run: OpenRun, ctx: Ctx, n: number): void {
  if (!ctx.person) return;
  run.sql.send({
    name: "approval-wanted",
    text: `UPDATE runbook_approval SET asked_by = asked_by || $3::uuid WHERE run_id = $1 AND n = $2 AND state = 'asked' AND NOT $3::uuid = ANY (asked_by)`,
    values: [run.row.id, n, ctx.person.id],
  });
}
