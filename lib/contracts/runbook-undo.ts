import type { PlannedStep, RunPlan } from "./runbook-plan.ts";
import { isReading } from "./runbook-risk.ts";
import type { StepView } from "./runbook-run.ts";

/** Also a step that failed may have changed something before it did. */
export function wasBegun({ state, attempt }: StepView): boolean {
  return attempt > 0 && state !== "skipped" && state !== "shown";
}

/** What stands to be taken back, last first, and what cannot be and why. Pure. */
export function undoStack(
  plan: RunPlan,
  steps: readonly StepView[],
): { n: number; title: string; undo: PlannedStep["undo"]; state: StepView["undoState"] }[] {
  return plan.steps.toReversed().flatMap(({ n, title, undo, action }) => {
    const standing = steps.find((one) => one.phase === "step" && one.n === n);
    if (!standing || !wasBegun(standing) || isReading(action)) return [];
    return [{ n, title, undo, state: standing.undoState }];
  });
}
