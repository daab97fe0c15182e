import type { Tone } from "#components/ui/badge.tsx";
import type { RunbookRunSummary, StepView } from "#lib/contracts/runbook-run.ts";
import type { StepRisk } from "#lib/contracts/runbook-terms.ts";

export const STEP_WORDS: Record<StepView["state"], { label: string; tone: Tone }> = {
  pending: { label: "Pending", tone: "neutral" },
  ready: { label: "Ready", tone: "accent" },
  approval: { label: "Waits for approval", tone: "warn" },
  asking: { label: "Waits for you", tone: "accent" },
  running: { label: "Running", tone: "accent" },
  completed: { label: "Completed", tone: "good" },
  skipped: { label: "Skipped", tone: "neutral" },
  shown: { label: "Shown", tone: "neutral" },
  failed: { label: "Failed", tone: "bad" },
  timed_out: { label: "Timed out", tone: "bad" },
  cancelled: { label: "Cancelled", tone: "warn" },
  unknown: { label: "Unknown", tone: "warn" },
};

const RUN_WORDS: Record<RunbookRunSummary["state"], { label: string; tone: Tone }> = {
  proposed: { label: "Proposed", tone: "accent" },
  running: { label: "Running", tone: "accent" },
  waiting: { label: "Waiting", tone: "warn" },
  rolling_back: { label: "Rolling back", tone: "warn" },
  succeeded: { label: "Succeeded", tone: "good" },
  failed: { label: "Failed", tone: "bad" },
  rolled_back: { label: "Rolled back", tone: "warn" },
  cancelled: { label: "Cancelled", tone: "neutral" },
};

const WAITS = { step: "Waits for you", approval: "Waits for approval", decision: "Waits for a decision", answer: "Waits for an answer" } as const;

export function runWords({ state, waitsFor }: Pick<RunbookRunSummary, "state" | "waitsFor">): { label: string; tone: Tone } {
  return waitsFor ? { label: WAITS[waitsFor], tone: waitsFor === "decision" ? "bad" : "warn" } : RUN_WORDS[state];
}

export const RISK_TONES: Record<StepRisk, Tone> = { read: "neutral", low: "neutral", high: "warn", irreversible: "bad" };

export const UNDO_WORDS = {
  running: "being taken back",
  undone: "taken back",
  failed: "could not be taken back",
  unknown: "not known whether it was taken back",
} as const;
