import { describe, expect, test } from "vitest";
import { calendarWindow, dayOf, mondayOf, mondayPast, placeIn, rangeBetween } from "./window.ts";

describe("the days of a calendar", () => {
  test("are those of the zone, also 23 and 25 hours long", () => {
    const spring = calendarWindow("2026-03-28", 3, "Europe/Vienna");
    expect(spring.days.map(({ from, to, byMs }) => [(to - from) / 3_600_000, byMs / 3_600_000])).toEqual([
      [24, 0],
      [23, 1],
      [24, 0],
    ]);
    expect(new Date(spring.from).toISOString()).toBe("2026-03-27T23:00:00.000Z");
    expect(calendarWindow("2026-10-25", 1, "Europe/Vienna").days[0]).toMatchObject({ byMs: -3_600_000 });
  });

  test("begin on a Monday where that is wanted, by the clocks of the zone", () => {
    expect(dayOf(Date.parse("2026-03-01T23:30:00Z"), "Europe/Vienna")).toBe("2026-03-02");
    expect(["2026-03-02", "2026-03-08"].map(mondayOf)).toEqual(["2026-03-02", "2026-03-02"]);
  });

  test("of a new schedule begin on a Monday that has come to its hand-over, so that somebody is on call at once", () => {
    const from = (now: string) => mondayPast(Date.parse(now), "09:00", "Europe/Vienna");
    expect(["2026-03-02T07:59:00Z", "2026-03-02T08:00:00Z", "2026-03-08T22:59:00Z"].map(from)).toEqual(["2026-02-23", "2026-03-02", "2026-03-02"]);
  });
});

test("what is drawn lies on half hours within the window, whichever way it was drawn", () => {
  const window = { from: Date.parse("2026-03-02T00:00:00Z"), to: Date.parse("2026-03-03T00:00:00Z") };
  expect(rangeBetween(window, 0.52, 0.4)).toEqual({ from: "2026-03-02T09:30:00.000Z", to: "2026-03-02T12:30:00.000Z" });
  expect(rangeBetween(window, 0.5, 0.5)).toEqual({ from: "2026-03-02T12:00:00.000Z", to: "2026-03-02T12:30:00.000Z" });
  expect(rangeBetween(window, -1, 2)).toEqual({ from: "2026-03-02T00:00:00.000Z", to: "2026-03-03T00:00:00.000Z" });
  expect(placeIn(window, Date.parse("2026-03-02T06:00:00Z"))).toBe(0.25);
});
