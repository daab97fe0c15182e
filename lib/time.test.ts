import { describe, expect, test } from "vitest";
import { clockOf, countdownOf, durationWords, offsetFrom, relativeTime, utcTime } from "./time.ts";

const zero = "2026-11-23T14:32:00.000Z";

describe("spans of time", () => {
  test.each([
    [822_000, "00:13:42"],
    [0, "00:00:00"],
    [-5_000, "00:00:00"],
    [2 * 86_400_000 + 4 * 3_600_000 + 13 * 60_000, "2d 04:13"],
  ])("%i ms reads %s on the clock", (span, words) => expect(clockOf(span)).toBe(words));

  test.each([
    [138_000, "02:18"],
    [-138_000, "02:18"],
    [3_738_000, "1:02:18"],
  ])("%i ms counts down as %s", (span, words) => expect(countdownOf(span)).toBe(words));

  test.each([
    ["2026-11-23T14:45:20.000Z", "T+13:20"],
    ["2026-11-23T14:25:00.000Z", "T−7:00"],
    [zero, "T+0:00"],
    ["2026-11-23T16:00:05.000Z", "T+1:28:05"],
    ["2026-11-25T15:32:00.000Z", "T+2d 01:00"],
  ])("%s stands at %s", (at, words) => expect(offsetFrom(zero, at)).toBe(words));

  test.each([
    [45_000, "45 s"],
    [720_000, "12 min"],
    [7_500_000, "2 h 05 min"],
    [273_600_000, "3 d 4 h"],
  ])("%i ms is %s in words", (span, words) => expect(durationWords(span)).toBe(words));
});

test("relative time says ago and in", () => {
  expect(relativeTime(zero, Date.parse(zero) + 180_000)).toBe("3 min ago");
  expect(relativeTime(zero, Date.parse(zero) - 720_000)).toBe("in 12 min");
  expect(relativeTime(zero, Date.parse(zero) + 20_000)).toBe("just now");
});

test("UTC is written out", () => expect(utcTime(zero)).toBe("2026-11-23 14:32:00 UTC"));
