import type { OpenRun } from "./change-run.ts";

/** Nothing that is asked or approved for this run counts any more, for this reason; whoever may approve is told. */
export async function voidApprovals(run: OpenRun, reason: string): Promise<void> {
  const voided = await run.sql.query({
    name: "approvals-void",
    text: "UPDATE runbook_approval SET state = 'void', reason = $2 WHERE run_id = $1 AND state IN ('asked', 'approved') RETURNING id",
    values: [run.row.id, reason],
  });
  if (voided.length > 0) run.tell({ type: "approval" });
}

/** A step that waits for approval waits no longer: an answer would turn a run forward again that is taken back. */
export async function voidForRollBack(run: OpenRun): Promise<void> {
  await voidApprovals(run, "the run is rolled back");
  for (const { phase, n, state } of run.steps) if (state === "approval") run.setStep(phase, n, { state: "pending", isReady: false, detail: null });
}
