import type { RunPlan } from "#lib/contracts/runbook-plan.ts";
import type { StepView } from "#lib/contracts/runbook-run.ts";
import { MODE_LABELS, type RunbookRunState } from "#lib/contracts/runbook-terms.ts";
import { commandOf } from "#lib/runbook-command.ts";
import { inOrder, type RunRow } from "./rows.ts";

type Head = Pick<RunRow, "state" | "startedAt" | "endedAt">;

const RESULTS: Partial<Record<RunbookRunState, string>> = {
  succeeded: "SUCCESS",
  failed: "FAILED",
  rolled_back: "ROLLED BACK",
  cancelled: "CANCELLED",
};
const STATES: Record<StepView["state"], string> = {
  pending: "PENDING",
  ready: "READY",
  approval: "WAITS FOR APPROVAL",
  asking: "WAITS FOR AN ANSWER",
  running: "RUNNING",
  completed: "COMPLETED",
  skipped: "SKIPPED",
  shown: "SHOWN",
  failed: "FAILED",
  timed_out: "TIMED OUT",
  cancelled: "CANCELLED",
  unknown: "UNKNOWN",
};

export type Counts = { total: number; completed: number; skipped: number; failed: number; unknown: number };

export function countsOf(steps: readonly StepView[]): Counts {
  const own = steps.filter(({ phase }) => phase === "step");
  const of = (...states: StepView["state"][]): number => own.filter(({ state }) => states.includes(state)).length;
  return {
    total: own.length,
    completed: of("completed", "shown"),
    skipped: of("skipped"),
    failed: of("failed", "timed_out", "cancelled"),
    unknown: of("unknown"),
  };
}

/** `4 of 5 completed, 1 skipped, 0 failed, 2 minutes 15 seconds`. Pure. */
export function summaryLine(head: Head, steps: readonly StepView[], now: string): string {
  const { total, completed, skipped, failed, unknown } = countsOf(steps);
  const lost = unknown > 0 ? `, ${unknown} unknown` : "";
  return `${completed} of ${total} completed, ${skipped} skipped, ${failed} failed${lost}, ${spanWords(spanOf(head, now))}`;
}

/** The run in the seed's form: checks, steps, counts, duration, result, verification. Markdown. Pure. */
export function runMarkdown(
  head: Head & Pick<RunRow, "title" | "slug" | "target" | "mode" | "startedBy">,
  plan: RunPlan,
  steps: readonly StepView[],
  now: string,
): string {
  const of = (phase: StepView["phase"], n: number) => inOrder(steps).find((one) => one.phase === phase && one.n === n);
  const { total, completed, skipped, failed, unknown } = countsOf(steps);
  const place = plan.namespace === "" ? "" : ` (namespace: ${plain(plan.namespace)})`;
  const checks = plan.preflight.map(({ n, title, isAdvice }) => {
    const row = of("preflight", n);
    const word = { completed: "PASS", failed: isAdvice ? "WARN" : "FAIL", pending: "–" }[row?.state as string] ?? STATES[row?.state ?? "pending"];
    return `| ${cell(title)} | ${word} | ${cell(row?.detail ?? "")} |`;
  });
  const each = plan.steps.map(({ n, title, action }) => {
    const row = of("step", n);
    const state = row?.state ?? "pending";
    const took =
      row?.startedAt && row.endedAt && state !== "skipped" ? `\nDuration: ${spanWords(Date.parse(row.endedAt) - Date.parse(row.startedAt))}` : "";
    const undone = row?.undoState
      ? `\nRollback: ${{ running: "RUNNING", undone: "COMPLETED", failed: "FAILED", unknown: "UNKNOWN" }[row.undoState]}`
      : "";
    const body = state === "skipped" ? `# Skipped - ${row?.detail ?? ""}` : commandOf(action);
    return `**Step ${n}/${total}**: ${plain(title)}\n\n${fenced(body)}\n\nStatus: ${STATES[state]}${row?.detail && state !== "skipped" ? ` (${plain(row.detail)})` : ""}${took}${undone}`;
  });
  const watches = (plan.verification?.watches ?? []).map(({ n, title }) => {
    const row = of("verification", n);
    return `- ${plain(title)}: ${row ? STATES[row.state] : "–"}${row?.detail ? ` (${plain(row.detail)})` : ""}`;
  });
  return [
    `## Runbook Execution: ${head.slug}`,
    `**Runbook**: ${head.slug}\n**Target**: ${plain(head.target || "–")}${place}\n**Mode**: ${MODE_LABELS[head.mode]}\n**Executor**: runbook-executor, for ${plain(head.startedBy.name)}\n**Started**: ${head.startedAt ? `${head.startedAt.slice(0, 19).replace("T", " ")} UTC` : "–"}`,
    ...(checks.length > 0 ? [`### Pre-Flight Checks\n\n| Check | Status | Details |\n|---|---|---|\n${checks.join("\n")}`] : []),
    `### Execution Steps\n\n${each.join("\n\n")}`,
    `### Execution Summary\n\n- Total Steps: ${total}\n- Completed: ${completed}\n- Skipped: ${skipped}\n- Failed: ${failed}${unknown > 0 ? `\n- Unknown: ${unknown}` : ""}\n- Duration: ${spanWords(spanOf(head, now))}\n\nResult: ${RESULTS[head.state] ?? "NOT ENDED"}`,
    ...(watches.length > 0 ? [`### Post-Execution Verification\n\n${watches.join("\n")}`] : []),
  ].join("\n\n");
}

function spanOf({ startedAt, endedAt }: Head, now: string): number {
  return startedAt ? Math.max(0, Date.parse(endedAt ?? now) - Date.parse(startedAt)) : 0;
}

/** `2 minutes 15 seconds`. */
export function spanWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  const part = (count: number, unit: string): string => (count === 0 ? "" : `${count} ${unit}${count === 1 ? "" : "s"}`);
  const words = [part(Math.floor(seconds / 3_600), "hour"), part(Math.floor(seconds / 60) % 60, "minute"), part(seconds % 60, "second")].filter(
    (word) => word !== "",
  );
  return words.length === 0 ? "0 seconds" : words.join(" ");
}

function plain(text: string): string {
  return text.replaceAll(/([\\`*_<>[\]])/g, "\\$1").replaceAll(/\s+/g, " ");
}

function cell(text: string): string {
  return plain(text).replaceAll("|", "\\|");
}

function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}bash\n${text}\n${fence}`;
}
