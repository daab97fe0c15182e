import { casesOf, crossValidate, SCENARIOS } from "#server/rca/testing/worlds/index.ts";
import type { Row } from "../frame/measure.ts";

/** How often weights of changes are right about scenarios that they were not fitted on, each left out in turn, and the weights that the fit on all comes to. */
export function changeWeights(): { rows: Row[]; remark: string } {
  const cases = casesOf(SCENARIOS);
  const { fitted, leftOut, inSample, bins } = crossValidate(cases);
  const row = (what: string, value: number, goal?: Row["goal"]): Row => ({
    what,
    value: Math.round(value * 1000) / 1000,
    unit: "",
    runs: cases.length,
    ...(goal ? { goal } : {}),
  });
  const told = (terms: Readonly<Record<string, number>>): string =>
    Object.entries(terms)
      .map(([name, value]) => `${name} ${value.toFixed(2)}`)
      .join(", ");
  const reliable = bins.map(
    ({ from, cases: own, said, right }): Row => ({
      what: `score of the likeliest change ${from.toFixed(1)} to ${(from + 0.1).toFixed(1)}: it did it`,
      value: Math.round(right * 100) / 100,
      unit: "",
      runs: own,
      beside: { what: "said", value: Math.round(said * 100) / 100 },
    }),
  );
  return {
    rows: [
      row("weights without the scenario: guilty change first", leftOut.first, { of: "value", atLeast: 0.9 }),
      row("weights without the scenario: guilty change accused", leftOut.accused, { of: "value", atLeast: 0.9 }),
      row("weights without the scenario: another accused", leftOut.another, { of: "value", atMost: 1 / 12 }),
      row("weights without the scenario: nobody accused where none did it", leftOut.innocent, { of: "value", atLeast: 0.95 }),
      row("weights without the scenario: nobody accused where it is not listed", leftOut.unlisted, { of: "value", atLeast: 0.95 }),
      row("weights of all scenarios: guilty change accused", inSample.accused),
      ...reliable,
    ],
    remark: `Fitted over ${SCENARIOS.length} scenarios, one left out at a time. On all of them the choice among changes comes to ${told(fitted.choice)}; the accusal of the likeliest to ${told(fitted.accusal)}.`,
  };
}
