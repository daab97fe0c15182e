import { expect, test } from "vitest";
import { SCENARIOS } from "../scenarios/index.ts";
import { casesOf } from "./cases.ts";
import { crossValidate } from "./cross-validate.ts";

test("weights fitted without a scenario are right about it most of the time, and those that speak against a change never speak for it", () => {
  const cases = casesOf(SCENARIOS.filter((_, at) => at % 24 === 0));
  const { leftOut, inSample, fitted } = crossValidate(cases);
  expect(leftOut.worlds).toBe(cases.length);
  expect(leftOut.accused).toBeGreaterThan(0.7);
  expect(inSample.accused).toBeGreaterThanOrEqual(leftOut.accused);
  expect(Math.max(fitted.terms.mends ?? 1, fitted.terms.isSwitch ?? 1)).toBeLessThanOrEqual(0);
  expect(Math.min(fitted.terms.words ?? -1, fitted.terms.aligned ?? -1)).toBeGreaterThanOrEqual(0);
});
