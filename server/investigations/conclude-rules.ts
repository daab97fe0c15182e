import type { Actor } from "#lib/contracts/actor.ts";
import type { Hypothesis, HypothesisAction } from "#lib/contracts/hypothesis.ts";
import type { Analysis } from "#server/rca/index.ts";

/** Of an analysis, what goes onto the board and the timeline of its incident. */
const [MOST_HYPOTHESES, MOST_FINDINGS, LEAST_CONFIDENCE] = [4, 4, 0.15];

type Change = { action: HypothesisAction; hypothesis: Hypothesis };
type By = { investigation: string; by: Actor; at: string; newId: () => string };

/**
 * The analyst's explanations against those that stand: new ones are proposed; one that says the same of the same service is looked at again. What a person
 * decided stays decided, whatever the analyst thinks. Pure but for the ids.
 */
export function hypothesisChanges(analysis: Analysis, standing: readonly Hypothesis[], { investigation, by, at, newId }: By): Change[] {
  return analysis.hypotheses
    .slice(0, MOST_HYPOTHESES)
    .filter(({ confidence }, index) => confidence >= LEAST_CONFIDENCE || (index === 0 && confidence > 0))
    .flatMap(({ statement, service, signature, for: pro, against, test, result, resultWords, confidence }): Change[] => {
      const same = standing.find((one) => one.by.id === by.id && one.service === service && one.signature === (signature ?? null));
      const found = { investigation, statement, confidence, for: pro, against, test, resultWords };
      const state = result === "supported" ? "supported" : result === "refuted" ? "refuted" : "proposed";
      if (!same) {
        const hypothesis: Hypothesis = { id: newId(), service, signature: signature ?? null, state, by, at, decided: null, ...found };
        return [{ action: "proposed", hypothesis }];
      }
      const isUnchanged = same.statement === statement && same.confidence === confidence;
      return isUnchanged ? [] : [{ action: "updated", hypothesis: { ...same, ...found, state: same.decided ? same.state : state } }];
    });
}

export type FoundThen = { at: string; text: string; evidence: string[] };

/** What was seen and when, for the timeline: signs that something shows, not what the incident's own record says. Pure. */
export function findingsOf({ timeline }: Analysis): FoundThen[] {
  return timeline
    .filter(({ evidence }) => evidence.length > 0)
    .slice(0, MOST_FINDINGS)
    .map(({ at, text, evidence }) => ({ at, text, evidence }));
}
