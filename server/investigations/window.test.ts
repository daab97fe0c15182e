import { expect, test } from "vitest";
import { beginOf, lately, windowAround } from "./window.ts";

const NOON = Date.parse("2026-11-23T12:00:00Z");
const MINUTE = 60_000;

test("calm comes before the trouble, and it is looked at until now", () => {
  const moments = { startedAt: NOON - 20 * MINUTE, detectedAt: NOON - 10 * MINUTE, endedAt: null };
  expect(windowAround(moments, NOON)).toEqual({ from: NOON - 170 * MINUTE, to: NOON });
  expect(beginOf(windowAround(moments, NOON).from)).toBe(NOON - 20 * MINUTE);
});

test("what has ended is looked at until a while after, and what lasts for six hours", () => {
  const ended = { startedAt: NOON, detectedAt: NOON, endedAt: NOON + 30 * MINUTE };
  expect(windowAround(ended, NOON + 600 * MINUTE).to).toBe(NOON + 45 * MINUTE);
  expect(windowAround({ ...ended, endedAt: null }, NOON + 6_000 * MINUTE).to).toBe(NOON + 360 * MINUTE);
});

test("a question about now looks at the last half hour, and a window is never empty", () => {
  expect(windowAround(lately(NOON), NOON)).toEqual({ from: NOON - 180 * MINUTE, to: NOON });
  const { from, to } = windowAround({ startedAt: null, detectedAt: NOON, endedAt: null }, NOON);
  expect(to).toBeGreaterThan(from);
});
