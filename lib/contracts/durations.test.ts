import { describe, expect, test } from "vitest";
import { minutesPast, NOON } from "../testing/room.ts";
import { durationsOf, orderViolations, timeIn } from "./durations.ts";
import type { TimestampName, TimestampValue } from "./incident.ts";

function times(minutes: Partial<Record<TimestampName, number>>): Partial<Record<TimestampName, TimestampValue>> {
  return Object.fromEntries(Object.entries(minutes).map(([name, minute]) => [name, { at: minutesPast(minute), source: "manual", by: "Ada" }]));
}

const minute = 60_000;

describe("durations", () => {
  test("detection and resolution count from the start of impact, the rest from detection", () => {
    const all = times({ startedAt: 0, detectedAt: 5, declaredAt: 7, acknowledgedAt: 8, identifiedAt: 15, mitigatedAt: 20, resolvedAt: 45 });
    expect(durationsOf(all)).toEqual({
      toDetect: 5 * minute,
      toAcknowledge: 3 * minute,
      toIdentify: 10 * minute,
      toMitigate: 20 * minute,
      toResolve: 45 * minute,
    });
  });

  test("declaration stands in for detection, and both for the start of impact", () => {
    const known = times({ declaredAt: 7, acknowledgedAt: 8, resolvedAt: 45 });
    expect(durationsOf(known)).toEqual({ toDetect: null, toAcknowledge: minute, toIdentify: null, toMitigate: null, toResolve: 38 * minute });
  });

  test("nothing is known of nothing", () => {
    expect(Object.values(durationsOf({}))).toEqual([null, null, null, null, null]);
  });

  test("a wrong order gives a negative figure, not a made-up one", () => {
    expect(durationsOf(times({ startedAt: 10, detectedAt: 5 })).toDetect).toBe(-5 * minute);
  });
});

describe("time spent in a value", () => {
  test("adds up returns and counts the present one up to now", () => {
    const spans = [
      { value: "investigating", startedAt: NOON, endedAt: minutesPast(10) },
      { value: "monitoring", startedAt: minutesPast(10), endedAt: minutesPast(15) },
      { value: "investigating", startedAt: minutesPast(15), endedAt: null },
    ];
    expect(timeIn(spans, minutesPast(20))).toEqual({ investigating: 15 * minute, monitoring: 5 * minute });
  });

  test("is never negative for a viewer whose clock is behind", () => {
    expect(timeIn([{ value: "triage", startedAt: minutesPast(5), endedAt: null }], NOON)).toEqual({ triage: 0 });
  });
});

describe("order of times", () => {
  test("a right order shows nothing, also where times are unknown", () => {
    expect(orderViolations(times({ startedAt: 0, acknowledgedAt: 3, resolvedAt: 9, declaredAt: 2 }))).toEqual([]);
  });

  test("equal times are in order", () => {
    expect(orderViolations(times({ startedAt: 4, detectedAt: 4, declaredAt: 4 }))).toEqual([]);
  });

  test("each pair of neighbours in the wrong order is named, across unknown ones", () => {
    expect(orderViolations(times({ startedAt: 10, identifiedAt: 4, mitigatedAt: 6, resolvedAt: 5 }))).toEqual([
      { earlier: "startedAt", later: "identifiedAt" },
      { earlier: "mitigatedAt", later: "resolvedAt" },
    ]);
  });

  test("a declaration before the impact began is named", () => {
    expect(orderViolations(times({ startedAt: 10, declaredAt: 4 }))).toEqual([{ earlier: "startedAt", later: "declaredAt" }]);
  });
});
