import { describe, expect, test } from "vitest";
import { rangeOf, stepsOf } from "./range-rules.ts";

const NOW = "2026-11-26T13:00:00.000Z";

describe("the range of insights", () => {
  test("is the last 90 days by the clocks of the zone, today included, and as many before", () => {
    const range = rangeOf({}, "UTC", NOW);
    expect(range).toMatchObject({ firstDay: "2026-08-29", lastDay: "2026-11-26", to: "2026-11-27T00:00:00.000Z", step: "week" });
    expect(range.before.from).toBe("2026-05-31T00:00:00.000Z");
    expect(rangeOf({}, "Pacific/Auckland", NOW).lastDay).toBe("2026-11-27");
  });

  test("keeps whole days where clocks are changed within it", () => {
    const range = rangeOf({ from: "2026-10-24", to: "2026-10-26" }, "Europe/Vienna", NOW);
    expect([range.from, range.to]).toEqual(["2026-10-23T22:00:00.000Z", "2026-10-26T23:00:00.000Z"]);
    expect(stepsOf(range)).toEqual(["2026-10-23T22:00:00.000Z", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"]);
  });

  test("is cut into days, weeks from Monday, or months, by its length", () => {
    expect(stepsOf(rangeOf({ from: "2026-11-01", to: "2026-11-30" }, "UTC", NOW))).toHaveLength(30);
    const weeks = stepsOf(rangeOf({ from: "2026-09-02", to: "2026-11-02" }, "UTC", NOW)).map((at) => at.slice(0, 10));
    expect(weeks.slice(0, 3)).toEqual(["2026-09-02", "2026-09-07", "2026-09-14"]);
    expect(weeks.at(-1)).toBe("2026-11-02");
    const months = stepsOf(rangeOf({ from: "2025-12-15", to: "2026-11-26" }, "UTC", NOW)).map((at) => at.slice(0, 10));
    expect(months.slice(0, 2)).toEqual(["2025-12-15", "2026-01-01"]);
    expect(months).toHaveLength(12);
  });

  test("says what is wrong with days in the wrong order, and with too many", () => {
    expect(() => rangeOf({ from: "2026-11-20", to: "2026-11-10" }, "UTC", NOW)).toThrow(/ends on 2026-11-10, before it begins on 2026-11-20/);
    expect(() => rangeOf({ from: "2001-01-01", to: "2026-11-10" }, "UTC", NOW)).toThrow(/at most 3660/);
  });
});
