import type { Hypothesis, HypothesisDecision, HypothesisState } from "#lib/contracts/hypothesis.ts";

type Tone = "neutral" | "accent" | "good" | "warn" | "bad";

export const STATE_WORDS: Record<HypothesisState, { label: string; tone: Tone }> = {
  proposed: { label: "proposed", tone: "neutral" },
  supported: { label: "supported", tone: "accent" },
  refuted: { label: "refuted", tone: "warn" },
  accepted: { label: "root cause", tone: "good" },
  withdrawn: { label: "withdrawn", tone: "neutral" },
};

/** What somebody did who brought it into that state. */
export const DECIDED_WORDS: Record<HypothesisState, string> = {
  proposed: "taken up again",
  supported: "supported",
  refuted: "refuted",
  accepted: "accepted",
  withdrawn: "withdrawn",
};

/** What a person may decide of it now, with the key that does it. */
export const CHOICES: readonly { decision: HypothesisDecision; label: string; key: string; from: readonly HypothesisState[]; done: string }[] = [
  { decision: "supported", label: "Support", key: "1", from: ["proposed"], done: "Marked as supported." },
  { decision: "refuted", label: "Refute", key: "2", from: ["proposed", "supported"], done: "Marked as refuted." },
  { decision: "accepted", label: "Accept as root cause", key: "3", from: ["proposed", "supported"], done: "Accepted as the root cause." },
  { decision: "withdrawn", label: "Withdraw", key: "4", from: ["proposed"], done: "Withdrawn." },
  { decision: "reopened", label: "Take up again", key: "5", from: ["supported", "refuted", "accepted", "withdrawn"], done: "Taken up again." },
];

const BACK: Record<HypothesisState, HypothesisDecision> = {
  proposed: "reopened",
  supported: "supported",
  refuted: "refuted",
  accepted: "accepted",
  withdrawn: "withdrawn",
};

/** The decision that brings a hypothesis back to where it stood. Pure. */
export const undoOf = (before: HypothesisState): HypothesisDecision => BACK[before];

/** `86 %`, or that nothing has tested it. A belief short of certainty is never shown as such. Pure. */
export function confidenceWords(confidence: number | null): string {
  return confidence === null ? "untested" : `${confidence < 1 ? Math.min(99, Math.round(confidence * 100)) : 100} %`;
}

/** `5 for, 1 against`. Pure. */
export function balanceWords({ for: pro, against }: Pick<Hypothesis, "for" | "against">): string {
  return `${pro.length} for, ${against.length} against`;
}
