import { describe, expect, test } from "vitest";
import { NO_FIGURES } from "#lib/contracts/incident.ts";
import { anInterval, aRoom, CHECKOUT, idOf, minutesPast, NOON, SEARCH } from "#lib/testing/room.ts";
import { checkInterval, decideIntervalChange, figuresAfter } from "./impact-rules.ts";

const now = minutesPast(60);
const change = (rest: object) => ({ reference: "INC-2026-1123-001", id: anInterval(1).id, ...rest });

describe("impact figures", () => {
  test("what is not given stays, null clears", () => {
    const before = { ...NO_FIGURES, usersPercent: 15, customers: 12_000, text: "Checkout" };
    expect(figuresAfter(before, { customers: null, regions: ["eu", "us", "eu"] })).toEqual({ ...before, customers: null, regions: ["eu", "us"] });
  });

  test("an emptied description is none", () => {
    expect(figuresAfter({ ...NO_FIGURES, text: "x" }, { text: "" }).text).toBeNull();
  });

  test("saying how large it is takes back that there was none", () => {
    expect(figuresAfter({ ...NO_FIGURES, none: true }, { customers: 3 })).toMatchObject({ none: false, customers: 3 });
    expect(figuresAfter({ ...NO_FIGURES, none: true }, { customers: 0 }).none).toBe(true);
  });

  test("both at once are refused", () => {
    expect(() => figuresAfter(NO_FIGURES, { none: true, usersPercent: 1 })).toThrow("Keep one of them");
    expect(() => figuresAfter({ ...NO_FIGURES, dataLoss: true }, { none: true })).toThrow("Keep one of them");
  });
});

describe("stretches of impact", () => {
  const room = aRoom({ intervals: [anInterval(1, { endedAt: minutesPast(20) })] });
  const check = (rest: object, base = room) => checkInterval(base, anInterval(2, { startedAt: minutesPast(30), ...rest }), now);

  test("stand as they are when nothing speaks against them", () => {
    expect(check({})).toEqual(anInterval(2, { startedAt: minutesPast(30) }));
  });

  test.each<[string, object, string]>([
    ["an end before its beginning", { endedAt: minutesPast(29) }, "before the beginning"],
    ["a beginning in the future", { startedAt: minutesPast(66) }, "future"],
    ["an end in the future", { endedAt: minutesPast(66) }, "future"],
    ["an overlap with the same service and level", { startedAt: minutesPast(10) }, "Change that stretch instead"],
    ["one that encloses another", { startedAt: minutesPast(-10), endedAt: minutesPast(40) }, "Change that stretch instead"],
  ])("%s is refused", (_, rest, words) => {
    expect(() => check(rest)).toThrow(words);
  });

  test.each<[string, object]>([
    ["one that begins as the other ends", { startedAt: minutesPast(20) }],
    ["another service", { startedAt: NOON, service: SEARCH }],
    ["no service", { startedAt: NOON, service: null }],
    ["another level", { startedAt: NOON, level: "major" }],
    ["a clock a few minutes ahead", { startedAt: minutesPast(64) }],
    ["no length at all", { startedAt: minutesPast(30), endedAt: minutesPast(30) }],
  ])("%s is accepted", (_, rest) => {
    expect(() => check(rest)).not.toThrow();
  });

  test("other regions overlap only where they meet", () => {
    const inEurope = aRoom({ intervals: [anInterval(1, { regions: ["eu", "uk"] })] });
    expect(() => check({ regions: ["us"] }, inEurope)).not.toThrow();
    expect(() => check({ regions: ["us", "uk"] }, inEurope)).toThrow("Change that stretch instead");
    expect(() => check({ regions: [] }, inEurope)).toThrow("Change that stretch instead");
  });

  test("cannot go on once the incident is over", () => {
    expect(() => check({}, aRoom({ phase: "resolved" }))).toThrow("Say when it ended");
    expect(() => check({ endedAt: minutesPast(40) }, aRoom({ phase: "resolved" }))).not.toThrow();
  });
});

describe("changing a stretch", () => {
  const room = aRoom({ intervals: [anInterval(1)] });

  test("only its end is an end, anything else a correction", () => {
    expect(decideIntervalChange(room, change({ endedAt: minutesPast(10) }), now)).toMatchObject({
      action: "ended",
      interval: { endedAt: minutesPast(10) },
    });
    expect(decideIntervalChange(room, change({ endedAt: minutesPast(10), level: "major" }), now)?.action).toBe("changed");
    expect(decideIntervalChange(room, change({ share: 0.15 }), now)).toMatchObject({
      action: "changed",
      interval: { share: 0.15, service: CHECKOUT },
    });
  });

  test("nothing new is no fact", () => {
    expect(decideIntervalChange(room, change({ level: "partial", endedAt: null }), now)).toBeNull();
  });

  test("a stretch can go on again while the incident does", () => {
    const ended = aRoom({ intervals: [anInterval(1, { endedAt: minutesPast(5) })] });
    expect(decideIntervalChange(ended, change({ endedAt: null }), now)).toMatchObject({ action: "changed", interval: { endedAt: null } });
    expect(() => decideIntervalChange({ ...ended, phase: "resolved" }, change({ endedAt: null }), now)).toThrow("Say when it ended");
  });

  test("removing asks for a reason", () => {
    expect(() => decideIntervalChange(room, change({ isRemoved: true }), now)).toThrow("needs a reason");
    expect(decideIntervalChange(room, change({ isRemoved: true, reason: "Wrong service" }), now)).toMatchObject({
      action: "removed",
      reason: "Wrong service",
    });
  });

  test("an unknown one is not found", () => {
    expect(() => decideIntervalChange(room, { reference: room.reference, id: idOf(999) }, now)).toThrow("no stretch of impact");
  });
});
