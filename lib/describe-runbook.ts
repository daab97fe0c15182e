import { MODE_LABELS } from "./contracts/runbook-terms.ts";
import type { FactOf } from "./contracts/timeline.ts";
import type { EventDescription, EventTone, Word } from "./describe-event.ts";
import { durationWords } from "./time.ts";

const strong = (text: string): Word => ({ strong: text });
const on = (target: string): Word[] => (target === "" ? [] : [" on ", strong(target)]);

const RUN_VERBS: Record<FactOf<"runbook">["event"], string> = {
  proposed: "proposes the runbook ",
  started: "started the runbook ",
  resumed: "took up the runbook again: ",
  rolling_back: "rolls back the runbook ",
  succeeded: "finished the runbook ",
  failed: "ended without success: the runbook ",
  rolled_back: "rolled back the runbook ",
  cancelled: "cancelled the runbook ",
};

function runbookWords({ run, event, summary }: FactOf<"runbook">): Word[] {
  const mode = event === "started" || event === "proposed" ? ` · ${MODE_LABELS[run.mode].toLowerCase()}` : "";
  return [RUN_VERBS[event], strong(run.title), ...on(run.target), `${mode}${summary ? ` · ${summary}` : ""}`];
}

function runbookTone({ event }: FactOf<"runbook">): EventTone {
  if (event === "succeeded") return "good";
  if (event === "failed") return "bad";
  return event === "rolling_back" || event === "rolled_back" || event === "cancelled" ? "warn" : "accent";
}

const STEP_VERBS: Record<FactOf<"runbook_step">["state"], string> = {
  pending: "put back",
  ready: "waits before",
  approval: "asks for approval of",
  asking: "waits for an answer to",
  running: "runs",
  completed: "completed",
  skipped: "skipped",
  shown: "showed",
  failed: "failed at",
  timed_out: "ran out of time at",
  cancelled: "cancelled",
  unknown: "lost sight of",
  undone: "took back",
  undo_failed: "could not take back",
};

function runbookStepWords({ run, n, of, title, state, detail, durationMs }: FactOf<"runbook_step">): Word[] {
  const took = durationMs === null || durationMs < 1_000 ? "" : ` in ${durationWords(durationMs)}`;
  return [`${STEP_VERBS[state]} step ${n}/${of} of ${run.title}: `, strong(title), `${took}${detail ? ` · ${detail}` : ""}`];
}

function runbookStepTone({ state }: FactOf<"runbook_step">): EventTone {
  if (state === "completed" || state === "undone") return "good";
  if (state === "failed" || state === "timed_out" || state === "undo_failed") return "bad";
  return state === "unknown" || state === "cancelled" ? "warn" : "neutral";
}

const DECISIONS: Record<FactOf<"approval">["decision"], string> = {
  asked: "asks another person to approve step ",
  approved: "approved step ",
  rejected: "rejected step ",
  void: "approval void: step ",
  expired: "approval ran out: step ",
};

function approvalWords({ run, n, title, decision, reason }: FactOf<"approval">): Word[] {
  return [`${DECISIONS[decision]}${n} of ${run.title}: `, strong(title), ...(reason ? [` · ${reason}`] : [])];
}

function approvalTone({ decision }: FactOf<"approval">): EventTone {
  return decision === "approved" ? "good" : decision === "asked" ? "accent" : "warn";
}

/** A command in a Markdown block that its own backticks cannot end. */
function commandBlock(command: string | null): string | null {
  if (!command) return null;
  const longest = Math.max(2, ...[...command.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${command}\n${fence}`;
}

export type RunbookIcon = "runbook" | "step" | "approval";

/** What runs, its steps and its approvals are in words. */
export function describeRunbook(fact: FactOf<"runbook"> | FactOf<"runbook_step"> | FactOf<"approval">): EventDescription {
  switch (fact.kind) {
    case "runbook":
      return { icon: "runbook", tone: runbookTone(fact), words: runbookWords(fact), body: null };
    case "runbook_step":
      return { icon: "step", tone: runbookStepTone(fact), words: runbookStepWords(fact), body: commandBlock(fact.command) };
    case "approval":
      return { icon: "approval", tone: approvalTone(fact), words: approvalWords(fact), body: commandBlock(fact.command) };
    default:
      return fact satisfies never;
  }
}
