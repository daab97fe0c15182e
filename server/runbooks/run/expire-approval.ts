import type { OpenRun } from "./change-run.ts";

/** How long the approval that is asked for a step may still be given, in milliseconds; 0 or less: not any more. Null: none is asked. */
export async function timeLeftToApprove(run: OpenRun, n: number): Promise<number | null> {
  const [asked] = await run.sql.query<{ left_ms: number }>({
    name: "approval-time-left",
    text: `SELECT EXTRACT(EPOCH FROM expires_at - muster_now())::float8 * 1000 AS left_ms FROM runbook_approval
      WHERE run_id = $1 AND n = $2 AND state = 'asked' ORDER BY created_at DESC LIMIT 1`,
    values: [run.row.id, n],
  });
  return asked ? asked.left_ms : null;
}

/** Nobody answered in time. The step is ready, so that it is asked for again even where each step waits for a person. */
export function expireAsked(run: OpenRun, n: number): void {
  run.sql.send({
    name: "approval-expire",
    text: "UPDATE runbook_approval SET state = 'expired', reason = 'nobody answered in time' WHERE run_id = $1 AND n = $2 AND state = 'asked'",
    values: [run.row.id, n],
  });
  run.setStep("step", n, { state: "pending", isReady: true, detail: "nobody answered in time" });
  run.tell({ type: "approval" });
}
