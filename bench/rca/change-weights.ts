import { casesOf, crossValidate, SCENARIOS } from "#server/rca/testing/worlds/index.ts";
import type { Measure, Row } from "../frame/measure.ts";

/** How often weights are right about scenarios that they were not fitted on, each left out in turn, and the weights that the fit on all comes to. */
export const changeWeights: Measure = {
  name: "change-weights",
  target: "with the scenario left out of the fit: the guilty change accused ≥ .90, nobody accused where none did it ≥ .95",
  async run() {
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
        row("left out: guilty change first", leftOut.first, { of: "value", atLeast: 0.9 }),
        row("left out: guilty change accused", leftOut.accused, { of: "value", atLeast: 0.9 }),
        row("left out: another accused", leftOut.another, { of: "value", atMost: 1 / 12 }),
        row("left out: nobody accused where none did it", leftOut.innocent, { of: "value", atLeast: 0.95 }),
        row("left out: nobody accused where it is not listed", leftOut.unlisted),
        row("in the fit: guilty change accused", inSample.accused),
      ],
      remarks: [`Conditional logit over ${SCENARIOS.length} scenarios, one left out at a time. Weights of the fit on all: ${told.join(", ")}.`],
    };
  },
};
