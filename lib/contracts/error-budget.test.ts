import { expect, test } from "vitest";
import { allowedTime, clipped, downTime, failedTime, struckBy } from "./error-budget.ts";

const MINUTE = 60_000;
const struck = (from: number, to: number, level: "degraded" | "partial" | "major", share: number | null = null) => ({
  ...{ level, share, from: from * MINUTE, to: to * MINUTE },
});

test("a budget is what the objective leaves of its window", () => {
  expect(allowedTime(0.999, 30)).toBeCloseTo(43.2 * MINUTE);
});

test("time that overlaps counts once, and degraded is not down", () => {
  expect(downTime([struck(0, 10, "partial"), struck(5, 20, "major"), struck(30, 60, "degraded")])).toBe(20 * MINUTE);
});

test("requests count by their share, in full where nobody said one", () => {
  expect(failedTime([struck(0, 10, "partial", 0.2), struck(10, 15, "major"), struck(20, 30, "degraded", 0.5)])).toBe(12 * MINUTE);
});

test("only what lies within the range is counted", () => {
  const stretches = [struck(0, 20, "major"), struck(30, 40, "major"), struck(60, 65, "partial")];
  expect(clipped(stretches, 10 * MINUTE, 35 * MINUTE)).toEqual([struck(10, 20, "major"), struck(30, 35, "major")]);
});

test("a stretch that lasts ends now, and none ends before it began", () => {
  const interval = { level: "major" as const, share: null, startedAt: "2026-11-26T12:00:00.000Z", endedAt: null };
  const [now, before] = ["2026-11-26T12:10:00.000Z", "2026-11-26T11:00:00.000Z"];
  expect([now, before].map((at) => downTime(struckBy([interval], at)))).toEqual([10 * MINUTE, 0]);
});
