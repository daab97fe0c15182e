import { describe, expect, test } from "vitest";
import { SCENARIOS } from "../scenarios/registry.ts";
import { verdictsOf } from "../testing/verdicts.ts";

const HEALTHY = SCENARIOS.filter(({ truth }) => !truth.isTrouble);
const IN_THE_DARK = SCENARIOS.filter(({ truth }) => truth.isTrouble && !truth.sufficient);
const OTHERS = [...HEALTHY, ...IN_THE_DARK];

describe("worlds with nothing wrong, or too little to say", () => {
  test("are three of each, and each of the latter says what is missing", () => {
    expect([HEALTHY.length, IN_THE_DARK.length]).toEqual([3, 3]);
    expect(IN_THE_DARK.filter(({ truth }) => !truth.missing)).toEqual([]);
  });

  test.each(OTHERS)("$name: the analyst claims no cause in any world", (scenario) => {
    expect(verdictsOf(scenario).filter(({ isRight }) => !isRight)).toEqual([]);
  });
});
