import { describe, expect, test } from "vitest";
import { instantOf, leastAge, offsetOf, whenOf, withTimes } from "./times.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("times of a scenario", () => {
  test.each([
    ["+5m", 5 * MINUTE],
    ["-12m", -12 * MINUTE],
    ["+1h05m", HOUR + 5 * MINUTE],
    ["+2d3h", 2 * DAY + 3 * HOUR],
    ["-8m51s", -(8 * MINUTE + 51_000)],
    ["5m", null],
    ["+", null],
    ["+5x", null],
    ["+5m3h", null],
  ])("%s is an offset of %s ms", (text, offset) => {
    expect(offsetOf(text)).toBe(offset);
  });

  test.each([
    ["3 days ago 14:06", "2026-11-20T14:06:00.000Z", 2 * DAY + 9 * HOUR + 54 * MINUTE],
    ["1 day ago 23:59", "2026-11-22T23:59:00.000Z", MINUTE],
    ["24m ago", "2026-11-23T11:36:00.000Z", 24 * MINUTE],
    ["5h10m ago", "2026-11-23T06:50:00.000Z", 5 * HOUR + 10 * MINUTE],
  ])("%s, seen from noon, is %s and never younger than that", (text, instant, age) => {
    const when = whenOf(text);
    if (!when) throw new Error("not read");
    expect(new Date(instantOf(when, Date.parse("2026-11-23T12:00:00Z"))).toISOString()).toBe(instant);
    expect(leastAge(when)).toBe(age);
  });

  test.each(["yesterday", "3 days ago", "3 days ago 9:00", "soon ago", ""])("%j says nothing", (text) => {
    expect(whenOf(text)).toBeNull();
  });

  test("stand in texts as the time of day, in logs as instants, and what is no offset stays", () => {
    const declaredAt = Date.parse("2026-11-23T12:00:00Z");
    expect(withTimes("since {-9m}, until {+1h30m}; see {ref other}, {x}", declaredAt, "prose")).toBe(
      "since 11:51, until 13:30; see {ref other}, {x}",
    );
    expect(withTimes("{-8m51s} ERROR", declaredAt, "log")).toMatch(/^2026-11-23T11:51:09\.\d{3}Z ERROR$/);
  });
});
