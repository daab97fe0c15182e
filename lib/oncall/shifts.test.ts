import { describe, expect, test } from "vitest";
import { loadOf } from "./load.ts";
import { nextShift, nowAndNext } from "./now-and-next.ts";
import { gaps, onCallAt, shifts } from "./shifts.ts";
import { layerOf, scheduleOf } from "./testing/schedules.ts";

const told = (some: { from: string; to: string; person: { id: string } }[]) =>
  some.map(({ from, to, person }) => `${from.slice(5, 16)} ${to.slice(5, 16)} ${person.id}`);

describe("a daily rotation at 09:00 in Vienna", () => {
  const schedule = scheduleOf({ layers: [layerOf({})] });

  test("keeps its hour when clocks go forward: the shift before is 23 hours long", () => {
    expect(told(shifts(schedule, "2026-03-28T08:00:00.000Z", "2026-03-30T07:00:00.000Z"))).toEqual([
      "03-28T08:00 03-29T07:00 p0",
      "03-29T07:00 03-30T07:00 p1",
    ]);
  });

  test("and when they go back: it is 25 hours long", () => {
    expect(told(shifts(schedule, "2026-10-24T07:00:00.000Z", "2026-10-26T08:00:00.000Z"))).toEqual([
      "10-24T07:00 10-25T08:00 p0",
      "10-25T08:00 10-26T08:00 p1",
    ]);
  });

  test("hands off at 03:30 for a 02:30 that never comes, and at the first of two", () => {
    const early = scheduleOf({ layers: [layerOf({ handOffAt: "02:30" })] });
    expect(shifts(early, "2026-03-29T00:00:00.000Z", "2026-03-30T00:00:00.000Z")[0]?.to).toBe("2026-03-29T01:30:00.000Z");
    expect(shifts(early, "2026-10-25T00:00:00.000Z", "2026-10-26T00:00:00.000Z")[0]?.to).toBe("2026-10-25T00:30:00.000Z");
  });

  test("has nobody before it begins", () => {
    expect(gaps(schedule, "2025-12-31T00:00:00.000Z", "2026-01-02T00:00:00.000Z")).toEqual([
      { from: "2025-12-31T00:00:00.000Z", to: "2026-01-01T08:00:00.000Z", left: null },
    ]);
  });
});

test("whose turn falls on a day that was skipped has no shift, and nobody else moves", () => {
  const apia = scheduleOf({ layers: [layerOf({ zone: "Pacific/Apia", startsOn: "2011-12-28", people: ["p0", "p1", "p2", "p3"] })] });
  const people = shifts(apia, "2011-12-28T19:00:00.000Z", "2012-01-01T19:00:00.000Z").map(({ person }) => person.id);
  expect(people).toEqual(["p0", "p1", "p3", "p0"]);
});

test("hourly hand-offs stay in order where two hours are skipped at once", () => {
  const people = ["p0", "p1", "p2", "p3", "p4", "p5"];
  const troll = layerOf({ zone: "Antarctica/Troll", startsOn: "2026-03-29", handOffAt: "00:30", rotation: { every: 1, unit: "hour" }, people });
  expect(told(shifts(scheduleOf({ layers: [troll] }), "2026-03-29T00:30:00.000Z", "2026-03-29T04:30:00.000Z"))).toEqual([
    "03-29T00:30 03-29T01:30 p0",
    "03-29T01:30 03-29T02:30 p1",
    "03-29T02:30 03-29T03:30 p4",
    "03-29T03:30 03-29T04:30 p5",
  ]);
});

describe("restrictions", () => {
  test("run past midnight, and belong to the day on which they begin", () => {
    const nights = scheduleOf({ layers: [layerOf({ people: ["p0"], zone: "UTC", restrictions: [{ days: [5], from: "22:00", to: "06:00" }] })] });
    expect(told(shifts(nights, "2026-02-01T00:00:00.000Z", "2026-02-15T00:00:00.000Z"))).toEqual([
      "02-06T22:00 02-07T06:00 p0",
      "02-13T22:00 02-14T06:00 p0",
    ]);
  });

  test("leave the other hours to the layers below", () => {
    const office = layerOf({ id: "office", people: ["p1"], zone: "UTC", restrictions: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }] });
    const schedule = scheduleOf({ layers: [layerOf({ people: ["p0"], zone: "UTC" }), office] });
    expect(told(shifts(schedule, "2026-02-06T00:00:00.000Z", "2026-02-07T00:00:00.000Z"))).toEqual([
      "02-06T00:00 02-06T09:00 p0",
      "02-06T09:00 02-06T17:00 p1",
      "02-06T17:00 02-07T00:00 p0",
    ]);
  });

  test("of whole days are 24 hours from their time", () => {
    const weekend = scheduleOf({ layers: [layerOf({ people: ["p0"], zone: "UTC", restrictions: [{ days: [6, 7], from: "00:00", to: "00:00" }] })] });
    expect(told(shifts(weekend, "2026-02-02T00:00:00.000Z", "2026-02-09T00:00:00.000Z"))).toEqual(["02-07T00:00 02-09T00:00 p0"]);
  });
});

describe("overrides", () => {
  const one = { id: "o1", person: "p3", from: "2026-02-06T10:00:00.000Z", to: "2026-02-06T12:00:00.000Z", reason: "Dentist" };
  const two = { id: "o2", person: "p4", from: "2026-02-06T11:00:00.000Z", to: "2026-02-06T13:00:00.000Z", reason: "" };
  const schedule = scheduleOf({ layers: [layerOf({ people: ["p0"], zone: "UTC" })], overrides: [one, two] });

  test("count from their beginning until just before their end, the later one over the earlier", () => {
    const at = (time: string) => onCallAt(schedule, `2026-02-06T${time}Z`)?.id;
    expect([at("09:59:59.999"), at("10:00:00.000"), at("10:59:59.999"), at("11:00:00.000"), at("12:59:59.999"), at("13:00:00.000")]).toEqual([
      "p0",
      "p3",
      "p3",
      "p4",
      "p4",
      "p0",
    ]);
    expect(onCallAt(schedule, "2026-02-06T10:00:00.000Z")?.origin).toEqual({ kind: "override", id: "o1", reason: "Dentist" });
  });

  test("by somebody who left count for nothing", () => {
    expect(onCallAt({ ...schedule, people: schedule.people.filter(({ id }) => id !== "p4") }, "2026-02-06T11:30:00.000Z")?.id).toBe("p3");
  });
});

describe("somebody who left", () => {
  test("leaves a gap that says so, where nobody stands below", () => {
    const schedule = scheduleOf({ layers: [layerOf({ zone: "UTC" })], gone: ["p1"] });
    expect(gaps(schedule, "2026-01-01T09:00:00.000Z", "2026-01-04T09:00:00.000Z")).toEqual([
      { from: "2026-01-02T09:00:00.000Z", to: "2026-01-03T09:00:00.000Z", left: { id: "p1", name: "Person 1" } },
    ]);
  });

  test("leaves their hours to the layer below", () => {
    const schedule = scheduleOf({ layers: [layerOf({ id: "below", people: ["p2"], zone: "UTC" }), layerOf({ zone: "UTC" })], gone: ["p1"] });
    expect(onCallAt(schedule, "2026-01-02T12:00:00.000Z")).toMatchObject({ id: "p2", origin: { id: "below" } });
    expect(gaps(schedule, "2026-01-01T09:00:00.000Z", "2026-01-04T09:00:00.000Z")).toEqual([]);
  });
});

describe("now and next", () => {
  const week = scheduleOf({ layers: [layerOf({ zone: "UTC", rotation: { every: 1, unit: "week" } })] });

  test("says since when, until when and who follows", () => {
    const { now, until, next } = nowAndNext(week, "2026-01-03T00:00:00.000Z");
    expect(now).toMatchObject({ from: "2026-01-01T09:00:00.000Z", person: { id: "p0" } });
    expect(until).toBe("2026-01-08T09:00:00.000Z");
    expect(next).toMatchObject({ from: "2026-01-08T09:00:00.000Z", to: "2026-01-15T09:00:00.000Z", person: { id: "p1" } });
    expect(nextShift(week, "p0", "2026-01-03T00:00:00.000Z")?.from).toBe("2026-01-15T09:00:00.000Z");
  });

  test("has no end for somebody who is always on call", () => {
    const alone = scheduleOf({ layers: [layerOf({ people: ["p0"] })] });
    expect(nowAndNext(alone, "2026-06-01T00:00:00.000Z")).toMatchObject({ until: null, next: null, now: { person: { id: "p0" } } });
  });

  test("of an empty schedule is a gap", () => {
    expect(nowAndNext(scheduleOf({ layers: [] }), "2026-06-01T00:00:00.000Z")).toMatchObject({
      now: null,
      until: null,
      next: null,
      gap: { left: null },
    });
  });
});

test("load tells hours, and those outside of office hours by the person's own clocks", () => {
  const schedule = scheduleOf({ layers: [layerOf({ zone: "UTC", handOffAt: "00:00", startsOn: "2026-02-02" })] });
  const people = schedule.people.map((person) => (person.id === "p1" ? { ...person, zone: "Asia/Tokyo" } : person));
  const loads = loadOf({ ...schedule, people }, "2026-02-02T00:00:00.000Z", "2026-02-04T00:00:00.000Z");
  expect(loads.filter(({ hours }) => hours > 0)).toEqual([
    { person: { id: "p0", name: "Person 0" }, hours: 24, outOfHours: 15, shifts: 1 },
    { person: { id: "p1", name: "Person 1" }, hours: 24, outOfHours: 15, shifts: 1 },
  ]);
  const [sunday] = loadOf(schedule, "2026-02-08T00:00:00.000Z", "2026-02-09T00:00:00.000Z");
  expect(sunday).toMatchObject({ hours: 24, outOfHours: 24 });
});
