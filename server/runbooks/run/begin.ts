import type { PlannedCheck, PlannedStep } from "#lib/contracts/runbook-plan.ts";
import type { Bound } from "#lib/contracts/runbook-run.ts";
import { needsApproval } from "#lib/contracts/runbook-terms.ts";
import { argvOf } from "#lib/runbook-command.ts";
import { consumeApproval, differenceOf } from "./approvals.ts";
import type { OpenRun } from "./change-run.ts";
import { expireAsked, timeLeftToApprove } from "./expire-approval.ts";
import { approvalFact, runFact, stepFact } from "./facts.ts";
import { freeLocks, takeLock } from "./lock.ts";
import { type Move, nextMove } from "./next-move.ts";
import { voidApprovals, voidForRollBack } from "./void-approvals.ts";

/** What the worker does outside of any transaction, before it looks again. Null: nothing until something happens. */
export type Work =
  | { kind: "check"; check: PlannedCheck }
  | { kind: "observe"; step: PlannedStep; why: "ask" | "perform" }
  | { kind: "perform"; step: PlannedStep; attempt: number }
  | { kind: "undo"; step: PlannedStep }
  | { kind: "verify" }
  | { kind: "again" };

/** How the target was seen just before a risky step, and on which cluster. */
export type Seen = { n: number; cluster: string | null; observed: string; plan: string };

/** Decides and marks the next move of a locked run. What was begun is stored before it is done, so that a worker that dies leaves an `unknown`, never a second try. */
export async function begin(run: OpenRun, scope: string, seen: Seen | null): Promise<Work | null> {
  const { row } = run;
  if (row.isStopping) return cancelled(run);
  const move = nextMove({ plan: row.plan, mode: row.mode, isRollingBack: row.state === "rolling_back", steps: run.steps });
  return act(run, move, scope, seen);
}

async function act(run: OpenRun, move: Move, scope: string, seen: Seen | null): Promise<Work | null> {
  const { row, now } = run;
  switch (move.kind) {
    case "check": {
      const check = row.plan.preflight.find(({ n }) => n === move.n);
      if (!check) return null;
      if (check.check === "lock") return tookLock(run, check, scope);
      run.setStep("preflight", move.n, { state: "running", startedAt: now, attempt: run.step("preflight", move.n).attempt + 1 });
      return { kind: "check", check };
    }
    case "skip":
      run.setStep("step", move.n, { state: "skipped", detail: move.reason, startedAt: now, endedAt: now });
      await stepFact(run, move.n, "skipped", move.reason);
      return { kind: "again" };
    case "show":
      run.setStep("step", move.n, { state: "shown", detail: "not done: this is a dry run", startedAt: now, endedAt: now });
      return { kind: "again" };
    case "offer":
      run.setStep("step", move.n, { state: "ready" });
      return hold(run, "step");
    case "ask":
      run.setStep("step", move.n, { state: "asking", startedAt: now });
      return hold(run, "answer");
    case "ask-approval":
      return { kind: "observe", step: stepOf(run, move.n), why: "ask" };
    case "perform":
      return perform(run, move.n, seen);
    case "hold":
      return move.for === "approval" ? awaited(run, move.n) : hold(run, move.for);
    case "roll-back":
      await voidForRollBack(run);
      run.setRun({ state: "rolling_back", waitsFor: null });
      await runFact(run, "rolling_back");
      return { kind: "again" };
    case "undo":
      run.setStep("step", move.n, { undoState: "running", undoNote: null });
      return { kind: "undo", step: stepOf(run, move.n) };
    case "undone":
      return ended(run, "rolled_back");
    case "verify":
      return { kind: "verify" };
    case "finish":
      return ended(run, "succeeded");
    default:
      return move satisfies never;
  }
}

function stepOf(run: OpenRun, n: number): PlannedStep {
  const step = run.row.plan.steps.find((one) => one.n === n);
  if (step) return step;
  throw new Error(`The plan of ${run.row.id} has no step ${n}.`);
}

/** Risky steps are begun only with an approval for exactly what is there now; what has moved since voids it. */
async function perform(run: OpenRun, n: number, seen: Seen | null): Promise<Work | null> {
  const step = stepOf(run, n);
  const standing = run.step("step", n);
  if (needsApproval(step.risk) && run.row.mode !== "dry") {
    if (seen?.n !== n) return { kind: "observe", step, why: "perform" };
    if (!(await consumeApproval(run.sql, boundOf(run, step, seen)))) return voided(run, step, seen);
  }
  const attempt = standing.attempt + 1;
  run.setStep("step", n, { state: "running", attempt, detail: null, exitCode: null, startedAt: run.now, endedAt: null, isReady: false });
  if (run.row.state !== "running") run.setRun({ state: "running", waitsFor: null });
  return { kind: "perform", step, attempt };
}

export function boundOf({ row, room }: OpenRun, step: PlannedStep, { cluster, observed, plan }: Seen): Bound {
  return {
    argv: argvOf(step.action),
    cluster,
    target: row.target,
    runbook: row.slug,
    version: row.version,
    incident: room?.reference ?? null,
    parameters: row.plan.parameters,
    run: row.id,
    n: step.n,
    observed,
    plan,
  };
}

async function voided(run: OpenRun, step: PlannedStep, seen: Seen): Promise<Work> {
  const [before] = await run.sql.query<{ bound: Bound; is_over: boolean }>({
    name: "approval-given",
    text: `SELECT bound, expires_at <= muster_now() AS is_over FROM runbook_approval WHERE run_id = $1 AND n = $2 AND state = 'approved' ORDER BY created_at DESC LIMIT 1`,
    values: [run.row.id, step.n],
  });
  const reason = before?.is_over
    ? "its time ran out"
    : before
      ? (differenceOf(before.bound, boundOf(run, step, seen)) ?? "it cannot be used")
      : "there is none";
  run.sql.send({
    name: "approval-void",
    text: `UPDATE runbook_approval SET state = $3, reason = $4 WHERE run_id = $1 AND n = $2 AND state = 'approved'`,
    values: [run.row.id, step.n, before?.is_over ? "expired" : "void", reason],
  });
  run.setStep("step", step.n, { state: "pending", isReady: false, detail: `approval void: ${reason}` });
  run.tell({ type: "approval" });
  await approvalFact(run, step.n, before?.is_over ? "expired" : "void", reason);
  return { kind: "observe", step, why: "ask" };
}

async function tookLock(run: OpenRun, check: PlannedCheck, scope: string): Promise<Work> {
  const holder = await takeLock(run.sql, run.row, scope);
  const detail = holder
    ? `“${holder.title}”, started by ${holder.by}, works on it: wait for it, or end it (/runbooks/runs/${holder.id})`
    : run.row.mode === "dry"
      ? "a dry run takes no lock"
      : `${check.subject} is this run's own now`;
  run.setStep("preflight", check.n, { state: holder ? "failed" : "completed", detail, attempt: 1, startedAt: run.now, endedAt: run.now });
  return { kind: "again" };
}

/** What is asked is asked for its time. What nobody answered in it has expired; the target is looked at again, and it is asked anew. */
async function awaited(run: OpenRun, n: number): Promise<Work | null> {
  const leftMs = await timeLeftToApprove(run, n);
  if (leftMs === null || leftMs > 0) return hold(run, "approval", leftMs);
  expireAsked(run, n);
  return { kind: "observe", step: stepOf(run, n), why: "ask" };
}

/** `dueInMs`: when the worker looks again by itself. */
function hold(run: OpenRun, waitsFor: OpenRun["row"]["waitsFor"], dueInMs: number | null = null): null {
  const { row } = run;
  run.setRun({ state: row.state === "rolling_back" ? "rolling_back" : "waiting", waitsFor, dueInMs });
  return null;
}

export async function ended(run: OpenRun, state: "succeeded" | "failed" | "rolled_back" | "cancelled", note: string | null = null): Promise<null> {
  freeLocks(run.sql, run.row.id);
  await voidApprovals(run, "the run ended");
  run.setRun({ state, waitsFor: null, endedAt: run.now, isStopping: false, dueInMs: null, ...(note ? { note } : {}) });
  await runFact(run, state);
  return null;
}

async function cancelled(run: OpenRun): Promise<null> {
  for (const { phase, n, state } of run.steps)
    if (["ready", "approval", "asking", "running"].includes(state))
      run.setStep(phase, n, { state: "cancelled", endedAt: run.now, detail: "the run was cancelled" });
  return ended(run, "cancelled");
}
