import type { PlannedStep, RunPlan } from "#lib/contracts/runbook-plan.ts";
import { isReading } from "#lib/contracts/runbook-risk.ts";
import type { StepView } from "#lib/contracts/runbook-run.ts";
import { isBroken, isSettled, needsApproval, type RunMode } from "#lib/contracts/runbook-terms.ts";
import { wasBegun } from "#lib/contracts/runbook-undo.ts";

/** What a run does next. `hold`: nothing until a person acts. */
export type Move =
  | { kind: "check"; n: number }
  | { kind: "skip"; n: number; reason: string }
  | { kind: "show"; n: number }
  | { kind: "perform"; n: number }
  | { kind: "ask-approval"; n: number }
  | { kind: "ask"; n: number }
  | { kind: "offer"; n: number }
  | { kind: "hold"; for: "step" | "approval" | "decision" | "answer"; n: number }
  | { kind: "undo"; n: number }
  | { kind: "undone" }
  | { kind: "roll-back" }
  | { kind: "verify" }
  | { kind: "finish" };

export type Standing = { plan: RunPlan; mode: RunMode; isRollingBack: boolean; steps: readonly StepView[] };

/** The next move of a run from how its steps stand. Pure: the same standing gives the same move, whichever worker looks. */
export function nextMove({ plan, mode, isRollingBack, steps }: Standing): Move {
  const of = (phase: StepView["phase"], n: number): StepView | undefined => steps.find((one) => one.phase === phase && one.n === n);
  if (isRollingBack) return mode === "dry" ? { kind: "undone" } : nextUndo(plan, steps);
  for (const { n, isAdvice } of plan.preflight) {
    const state = of("preflight", n)?.state ?? "pending";
    if (state === "pending") return { kind: "check", n };
    if (isBroken(state) && !(isAdvice && state === "failed")) return { kind: "hold", for: "decision", n: 0 };
  }
  for (const planned of plan.steps) {
    const move = moveOf(planned, of("step", planned.n), mode);
    if (move) return move;
  }
  if (mode === "dry" || !plan.verification) return { kind: "finish" };
  const watches = steps.filter(({ phase }) => phase === "verification");
  if (watches.some(({ state }) => isBroken(state))) return { kind: "hold", for: "decision", n: 0 };
  return watches.every(({ state }) => isSettled(state)) ? { kind: "finish" } : { kind: "verify" };
}

/** Null: this step is behind the run. */
function moveOf(planned: PlannedStep, standing: StepView | undefined, mode: RunMode): Move | null {
  const { n, action } = planned;
  const state = standing?.state ?? "pending";
  if (isSettled(state)) return null;
  if (isBroken(state)) {
    const isFailure = state === "failed" || state === "timed_out";
    if (isFailure && planned.onFailure === "continue") return null;
    if (isFailure && planned.onFailure === "rollback" && mode !== "dry") return { kind: "roll-back" };
    return { kind: "hold", for: "decision", n };
  }
  if (planned.skip !== null) return { kind: "skip", n, reason: planned.skip };
  if (mode === "dry") return isReading(action) && ["kubectl", "http", "query"].includes(action.kind) ? { kind: "perform", n } : { kind: "show", n };
  if (state === "asking") return { kind: "hold", for: "answer", n };
  if (action.kind === "manual" || action.kind === "ask" || action.kind === "agent") return { kind: "ask", n };
  if (state === "approval") return standing?.isReady ? { kind: "perform", n } : { kind: "hold", for: "approval", n };
  if (mode === "guided" && !standing?.isReady) return state === "ready" ? { kind: "hold", for: "step", n } : { kind: "offer", n };
  return needsApproval(planned.risk) ? { kind: "ask-approval", n } : { kind: "perform", n };
}

/** What was done, last first, each once. What has no undo, or only read, is passed over: the run shows it. */
function nextUndo(plan: RunPlan, steps: readonly StepView[]): Move {
  for (const { n, undo, action } of plan.steps.toReversed()) {
    const standing = steps.find((one) => one.phase === "step" && one.n === n);
    if (!standing || !Array.isArray(undo) || isReading(action) || !wasBegun(standing)) continue;
    if (standing.undoState === null) return { kind: "undo", n };
    if (standing.undoState === "failed" || standing.undoState === "unknown" || standing.undoState === "running")
      return { kind: "hold", for: "decision", n };
  }
  return { kind: "undone" };
}
