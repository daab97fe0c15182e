import { expect, test } from "vitest";
import { allowedTime, clipped, downTime, failedTime } from "./error-budget.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 12, minute)).toISOString();
const struck = (from: number, to: number | null, level: "degraded" | "partial" | "major", share: number | null = null) => ({
  ...{ level, share, startedAt: at(from), endedAt: to === null ? null : at(to) },
});
const MINUTE = 60_000;

test("a budget is what the objective leaves of its window", () => {
  expect(allowedTime(0.999, 30)).toBeCloseTo(43.2 * MINUTE);
});

test("time that overlaps counts once, and degraded is not down", () => {
  const intervals = [struck(0, 10, "partial"), struck(5, 20, "major"), struck(30, 60, "degraded")];
  expect(downTime(intervals, at(59))).toBe(20 * MINUTE);
});

test("requests count by their share, in full where nobody said one, up to now where it lasts", () => {
  expect(failedTime([struck(0, 10, "partial", 0.2), struck(10, 15, "major"), struck(20, null, "degraded", 0.5)], at(30))).toBe(12 * MINUTE);
});

test("only what lies within the range is counted, and nothing of the time to come", () => {
  const intervals = [struck(0, 20, "major"), struck(30, null, "major"), struck(50, 55, "partial")];
  expect(clipped(intervals, at(10), at(60), at(40))).toEqual([{ ...struck(10, 20, "major") }, { ...struck(30, 40, "major") }]);
  expect(downTime(clipped(intervals, at(10), at(60), at(40)), at(40))).toBe(20 * MINUTE);
});
