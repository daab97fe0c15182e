import { describe, expect, test } from "vitest";
import { SCENARIOS } from "../scenarios/registry.ts";
import { verdictsOf } from "../testing/verdicts.ts";

const CAUSES = SCENARIOS.filter(({ truth }) => truth.isTrouble && truth.sufficient);

describe("worlds with a cause to find", () => {
  test("are ten", () => {
    expect(CAUSES).toHaveLength(10);
  });

  test.each(CAUSES)("$name: the analyst names place and mechanism in every world", (scenario) => {
    expect(verdictsOf(scenario).filter(({ isRight }) => !isRight)).toEqual([]);
  });

  test("the change that did it is accused, and no other, in the payment outage and after the bad deploy", () => {
    const guilty = CAUSES.filter(({ name }) => name === "bad-deploy" || name === "payment-outage");
    expect(guilty.flatMap(verdictsOf).filter(({ change }) => change !== true)).toEqual([]);
  });
});
