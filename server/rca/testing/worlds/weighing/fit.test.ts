import { expect, test } from "vitest";
import { SCENARIOS } from "../scenarios/index.ts";
import { casesOf } from "./cases.ts";
import { crossValidate } from "./cross-validate.ts";

test("weights fitted without a scenario are right about it most of the time, and those that speak against a change never speak for it", () => {
  const cases = casesOf(SCENARIOS.filter((_, at) => at % 24 === 0));
  const { leftOut, inSample, fitted, bins } = crossValidate(cases);
  expect(leftOut.worlds).toBe(cases.length);
  expect(leftOut.accused).toBeGreaterThan(0.7);
  expect(leftOut.unlisted).toBeGreaterThan(0.8);
  expect(inSample.accused).toBeGreaterThanOrEqual(leftOut.accused);
  expect(Math.max(fitted.choice.mends ?? 1, fitted.choice.isSwitch ?? 1)).toBeLessThanOrEqual(0);
  expect(Math.min(fitted.choice.words ?? -1, fitted.choice.aligned ?? -1)).toBeGreaterThanOrEqual(0);
  expect(Math.max(fitted.accusal.mends ?? 1, fitted.accusal.outside ?? 1)).toBeLessThan(0);
  expect(Math.min(fitted.accusal.any ?? -1, fitted.accusal.words ?? -1, fitted.accusal.does ?? -1)).toBeGreaterThanOrEqual(0);
  expect(bins.reduce((sum, { cases: own }) => sum + own, 0)).toBe(cases.length);
  expect(bins.at(-1)?.right ?? 0).toBeGreaterThan(bins[0]?.right ?? 1);
});
