import { casesOf, crossValidate, SCENARIOS } from "#server/rca/testing/worlds/index.ts";
import type { Row } from "../frame/measure.ts";

/** How often weights of changes are right about scenarios that they were not fitted on, each left out in turn, and the weights that the fit on all comes to. */
export function changeWeights(): { rows: Row[]; remark: string } {
  const cases = casesOf(SCENARIOS);
  const { fitted, leftOut, inSample } = crossValidate(cases);
  const row = (what: string, value: number, goal?: Row["goal"]): Row => ({
    what,
    value: Math.round(value * 1000) / 1000,
    unit: "",
    runs: cases.length,
    ...(goal ? { goal } : {}),
  });
  const { terms, ...none } = fitted;
  const told = [...Object.entries(terms), ...Object.entries(none)].map(([name, value]) => `${name} ${value.toFixed(2)}`);
  return {
    rows: [
      row("weights without the scenario: guilty change first", leftOut.first, { of: "value", atLeast: 0.9 }),
      row("weights without the scenario: guilty change accused", leftOut.accused, { of: "value", atLeast: 0.9 }),
      row("weights without the scenario: another accused", leftOut.another, { of: "value", atMost: 1 / 12 }),
      row("weights without the scenario: nobody accused where none did it", leftOut.innocent, { of: "value", atLeast: 0.95 }),
      row("weights without the scenario: nobody accused where it is not listed", leftOut.unlisted),
      row("weights of all scenarios: guilty change accused", inSample.accused),
    ],
    remark: `Conditional logit over ${SCENARIOS.length} scenarios, one left out at a time. The fit on all comes to ${told.join(", ")}.`,
  };
}
