import type { FactOf } from "#lib/contracts/timeline.ts";
import { commandOf } from "#lib/runbook-command.ts";
import type { OpenRun } from "./change-run.ts";
import type { RunRow } from "./rows.ts";
import { summaryLine } from "./summary.ts";

const refOf = ({ id, slug, title, version, mode, target }: RunRow) => ({ id, slug, title, version, mode, target });

export function runFact(run: OpenRun, event: FactOf<"runbook">["event"]): Promise<void> {
  const isOver = ["succeeded", "failed", "rolled_back", "cancelled"].includes(event);
  return run.fact({ kind: "runbook", run: refOf(run.row), event, summary: isOver ? summaryLine(run.row, run.steps, run.now) : null });
}

export function stepFact(run: OpenRun, n: number, state: FactOf<"runbook_step">["state"], detail: string | null): Promise<void> {
  const { row } = run;
  const planned = row.plan.steps.find((one) => one.n === n);
  const standing = run.step("step", n);
  const wasDone = !["skipped", "shown"].includes(state);
  const undo = Array.isArray(planned?.undo) ? planned.undo : [];
  const command =
    state === "undone" || state === "undo_failed" ? undo.map(commandOf).join("\n") : wasDone && planned ? commandOf(planned.action) : null;
  const durationMs =
    standing.startedAt && standing.endedAt && wasDone ? Math.max(0, Date.parse(standing.endedAt) - Date.parse(standing.startedAt)) : null;
  return run.fact({
    kind: "runbook_step",
    run: refOf(row),
    n,
    of: row.plan.steps.length,
    title: planned?.title ?? "",
    state,
    command,
    detail,
    durationMs,
  });
}

export function approvalFact(run: OpenRun, n: number, decision: FactOf<"approval">["decision"], reason: string | null): Promise<void> {
  const planned = run.row.plan.steps.find((one) => one.n === n);
  return run.fact({
    kind: "approval",
    run: refOf(run.row),
    n,
    title: planned?.title ?? "",
    command: planned ? commandOf(planned.action) : "",
    decision,
    reason,
  });
}
