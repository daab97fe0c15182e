import { describe, expect, test } from "vitest";
import { changeOf, keptShare, percentWords, rightShare, stepWords } from "./words.ts";

describe("a change against the range before", () => {
  test.each([
    [12, 10, "20 % more than before", "worse"],
    [8, 10, "20 % less than before", "better"],
    [10, 10, "as before", "same"],
    [1_001, 1_000, "as before", "same"],
    [3, 0, "none before", "same"],
  ] as const)("from %d to %d", (now, before, words, tone) => {
    expect(changeOf(now, before)).toEqual({ words, tone });
  });

  test("is good news where more is better, and none where nothing is to compare", () => {
    expect(changeOf(90, 60, false)).toEqual({ words: "50 % more than before", tone: "better" });
    expect([changeOf(null, 3), changeOf(3, null), changeOf(0, 0)]).toEqual([null, null, null]);
  });
});

test("shares are of what was owed or judged, and none of nothing", () => {
  expect(keptShare({ kept: 3, late: 1 })).toBe(75);
  expect(keptShare({ kept: 0, late: 0 })).toBeNull();
  expect(rightShare({ accepted: 2, refuted: 1, right: 1, short: 1, area: 0, wrong: 0 })).toBe(60);
});

test("almost is not all", () => {
  expect([99.7, 0.2, 100, 0, 41.5, null].map(percentWords)).toEqual(["99 %", "1 %", "100 %", "0 %", "42 %", "–"]);
});

test("a step is named by the clocks of the zone", () => {
  expect(stepWords({ from: "2026-10-31T23:00:00.000Z" }, "month", "Europe/Vienna")).toBe("Nov 26");
  expect(stepWords({ from: "2026-10-31T23:00:00.000Z" }, "day", "UTC")).toBe("31 Oct");
});
