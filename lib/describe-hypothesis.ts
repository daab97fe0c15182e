import type { HypothesisAction } from "./contracts/hypothesis.ts";
import type { FactOf } from "./contracts/timeline.ts";
import type { EventTone, Word } from "./describe-event.ts";

export const HYPOTHESIS_TONES: Partial<Record<HypothesisAction, EventTone>> = { accepted: "good", refuted: "warn" };
const HYPOTHESIS_WORDS: Record<HypothesisAction, string> = {
  proposed: "proposed: ",
  updated: "looked again at: ",
  supported: "found support for: ",
  refuted: "refuted: ",
  accepted: "accepted as the root cause: ",
  withdrawn: "withdrew: ",
  reopened: "took up again: ",
};

export function hypothesisWords({ action, hypothesis: { statement, confidence }, reason }: FactOf<"hypothesis">): Word[] {
  const isMeasured = confidence !== null && (action === "proposed" || action === "updated");
  return [
    HYPOTHESIS_WORDS[action],
    { strong: statement },
    ...(isMeasured ? [` (${percent(confidence)})`] : []),
    ...(reason ? [` · “${reason}”`] : []),
  ];
}

export const percent = (share: number): string => `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`;
