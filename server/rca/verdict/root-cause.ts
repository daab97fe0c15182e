import type { RootCause } from "../answer.ts";
import type { Suspect } from "../rank.ts";
import { sentence } from "../words.ts";
import { type Confidence, isSufficient } from "./confidence.ts";

export const NO_CAUSE = "No cause is established. ";

/** The verdict on the first suspect: claimed where the confidence suffices, else said to be open, with what comes nearest. */
export function rootCauseOf(first: Suspect | undefined, confidence: Confidence | null): RootCause {
  if (!first || !confidence) {
    return { service: "", statement: "The evidence shows nothing out of the ordinary.", confidence: 0, sufficient: false, evidence: [] };
  }
  const { clues, score: _, ...ranked } = first;
  const [lead] = clues;
  const value = Math.round(confidence.value * 100) / 100;
  const isClaimed = isSufficient(confidence);
  const said = sentence(lead?.statement ?? first.service);
  const statement = isClaimed ? said : `${NO_CAUSE}The nearest thing: ${said}${confidence.capWords ? ` But ${confidence.capWords}.` : ""}`;
  return { ...ranked, statement, confidence: value, sufficient: isClaimed, evidence: lead?.evidence ?? [] };
}
