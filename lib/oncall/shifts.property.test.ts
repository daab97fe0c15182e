import fc from "fast-check";
import { DateTime } from "luxon";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { clockOf } from "./clock.ts";
import { gapDifference, scheduleDifference } from "./difference.ts";
import { spansOfLayer } from "./layer-spans.ts";
import { loadOf } from "./load.ts";
import { nextShift, nowAndNext } from "./now-and-next.ts";
import { gaps, onCallAt, shifts } from "./shifts.ts";
import { onCallByTheWall } from "./testing/by-the-wall.ts";
import { instant, layer, layerOf, scheduleAndWindow, scheduleOf, ZONES, zone } from "./testing/schedules.ts";

const size = Number(process.env.MUSTER_PROOF_SIZE ?? 150);
const seed = process.env.MUSTER_PROOF_SEED ? { seed: Number(process.env.MUSTER_PROOF_SEED) } : {};
const RUNS = { numRuns: size, ...seed };
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Each quarter of an hour around a change of clocks, and farther away for a day that was skipped. */
const AROUND_MINUTES = [
  ...Array.from({ length: 25 }, (_, step) => (step - 12) * 15),
  ...[-30, -24, -12, -6, 6, 12, 24, 30].map((hours) => hours * 60),
];

const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();

describe("clocks", () => {
  test("are read in at least forty zones, those of every kind of change among them", () => {
    expect(new Set(ZONES).size).toBeGreaterThanOrEqual(40);
    const changes = ZONES.flatMap((name) => clockOf(name, Date.UTC(2011, 0), Date.UTC(2026, 0)).changes.map(({ byMs }) => byMs / HOUR_MS));
    for (const kind of [1, -1, 0.5, -0.5, 2, -2, 24]) expect(changes).toContain(kind);
  });

  test.each(ZONES)("of %s agree with Temporal and with Luxon around each change of them, also at times that happen twice or never", (name) => {
    const [from, to] = [Date.UTC(2011, 0, 1), Date.UTC(2026, 0, 1)];
    const clock = clockOf(name, from, to);
    for (const { at } of clock.changes) {
      for (const minutes of AROUND_MINUTES) {
        const near = at + minutes * MINUTE_MS;
        const wall = Temporal.Instant.fromEpochMilliseconds(near).toZonedDateTimeISO(name).toPlainDateTime();
        expect(clock.wallOf(near)).toBe(Date.parse(`${wall.toString({ smallestUnit: "millisecond" })}Z`));
        expect(clock.wallOf(near)).toBe(near + DateTime.fromMillis(near, { zone: name }).offset * MINUTE_MS);
        const some = Temporal.Instant.fromEpochMilliseconds(clock.wallOf(at) + minutes * MINUTE_MS)
          .toZonedDateTimeISO("UTC")
          .toPlainDateTime();
        const expected = some.toZonedDateTime(name, { disambiguation: "compatible" }).epochMilliseconds;
        expect(clock.instantOf(clock.wallOf(at) + minutes * MINUTE_MS)).toBe(expected);
      }
    }
  });
});

describe("for any schedule in any zone", () => {
  test("shifts are in order, do not overlap, and fill the window together with the gaps", () => {
    fc.assert(
      fc.property(scheduleAndWindow, ({ schedule, from, to }) => {
        const tiles = [...shifts(schedule, from, to), ...gaps(schedule, from, to)].toSorted((one, other) => (one.from < other.from ? -1 : 1));
        expect(tiles[0]?.from).toBe(from);
        expect(tiles.at(-1)?.to).toBe(to);
        for (const [index, tile] of tiles.entries()) {
          expect(tile.from < tile.to).toBe(true);
          if (index > 0) expect(tile.from).toBe(tiles[index - 1]?.to);
        }
      }),
      RUNS,
    );
  });

  test("the person at an instant is the one whom the shifts and a slow reading of the rules say, and exactly one", () => {
    fc.assert(
      fc.property(
        scheduleAndWindow,
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (given, at) => {
          const { schedule, from, to } = given;
          const [all, holes] = [shifts(schedule, from, to), gaps(schedule, from, to)];
          const edges = all.flatMap((shift) => [shift.from, later(shift.to, -1)]).slice(0, 6);
          const inside = at.map((share) => later(from, Math.floor(share * (Date.parse(to) - Date.parse(from)))));
          for (const moment of [...edges, ...inside]) {
            const here = all.filter((shift) => shift.from <= moment && moment < shift.to);
            const missing = holes.filter((gap) => gap.from <= moment && moment < gap.to);
            const found = onCallAt(schedule, moment);
            expect(here.length + missing.length).toBe(1);
            expect(found?.id ?? null).toBe(here[0]?.person.id ?? null);
            expect(found?.origin ?? null).toEqual(here[0]?.origin ?? null);
            expect(found?.id ?? null).toBe(onCallByTheWall(schedule, moment));
          }
        },
      ),
      RUNS,
    );
  });

  test("what is asked of a window does not depend on where it begins", () => {
    fc.assert(
      fc.property(scheduleAndWindow, ({ schedule, from, to }) => {
        const middle = later(from, Math.floor((Date.parse(to) - Date.parse(from)) / 2));
        const whole = shifts(schedule, from, to);
        const parts = [...shifts(schedule, from, middle), ...shifts(schedule, middle, to)];
        const hours = (some: typeof whole) => {
          const sum = new Map<string, number>();
          for (const shift of some) sum.set(shift.person.id, (sum.get(shift.person.id) ?? 0) + Date.parse(shift.to) - Date.parse(shift.from));
          return new Map([...sum].toSorted());
        };
        expect(hours(parts)).toEqual(hours(whole));
      }),
      RUNS,
    );
  });

  test("a change shows exactly the hours at which somebody else is on call", () => {
    fc.assert(
      fc.property(scheduleAndWindow, fc.array(layer, { maxLength: 3 }), fc.nat(), ({ schedule, from, to }, layers, nat) => {
        const after = { ...schedule, layers };
        const changes = scheduleDifference(schedule, after, from, to);
        const moment = later(from, nat % (Date.parse(to) - Date.parse(from)));
        const [was, is] = [onCallAt(schedule, moment)?.id ?? null, onCallAt(after, moment)?.id ?? null];
        const change = changes.find((one) => one.from <= moment && moment < one.to);
        if (was === is) expect(change).toBeUndefined();
        else expect([change?.before?.id ?? null, change?.after?.id ?? null]).toEqual([was, is]);
        expect(scheduleDifference(schedule, schedule, from, to)).toEqual([]);
        const { made, closed } = gapDifference(schedule, after, from, to);
        expect(made.some((gap) => gap.from <= moment && moment < gap.to)).toBe(was !== null && is === null);
        expect(closed.some((gap) => gap.from <= moment && moment < gap.to)).toBe(was === null && is !== null);
      }),
      RUNS,
    );
  });

  test("now and next agree with who is on call, and hours add up to the shifts", () => {
    fc.assert(
      fc.property(scheduleAndWindow, ({ schedule, from, to }) => {
        const { now, gap, until, next } = nowAndNext(schedule, from);
        expect(now?.person.id ?? null).toBe(onCallAt(schedule, from)?.id ?? null);
        expect((now === null) !== (gap === null)).toBe(true);
        if (until) expect(onCallAt(schedule, later(until, -1))?.id ?? null).toBe(now?.person.id ?? null);
        if (next) {
          expect(onCallAt(schedule, next.from)?.id).toBe(next.person.id);
          expect((nextShift(schedule, next.person.id, from)?.from ?? "") >= next.from).toBe(true);
        }
        const total = shifts(schedule, from, to).reduce((sum, shift) => sum + Date.parse(shift.to) - Date.parse(shift.from), 0);
        const loads = loadOf(schedule, from, to);
        expect(loads.reduce((sum, { hours }) => sum + hours, 0)).toBeCloseTo(total / HOUR_MS, 6);
        for (const { hours, outOfHours } of loads) expect(outOfHours >= -1e-9 && outOfHours <= hours + 1e-9).toBe(true);
      }),
      RUNS,
    );
  });
});

describe("hand-offs", () => {
  test("come at their hour on the wall, also across changes of clocks, in every zone", () => {
    fc.assert(
      fc.property(layer, zone, instant, (some, where, at) => {
        const one = { ...some, zone: where, restrictions: [] };
        const window = { from: Date.parse(at), to: Date.parse(at) + 400 * 24 * HOUR_MS };
        const turnHours = one.rotation.every * { hour: 1, day: 24, week: 168 }[one.rotation.unit];
        const first = Temporal.PlainDateTime.from(`${one.startsOn}T${one.handOffAt}`);
        const spans = spansOfLayer(one, window).slice(1, 40);
        for (const { from } of spans) {
          const wall = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(where).toPlainDateTime();
          const about = Math.round(first.until(wall, { largestUnit: "hours" }).total({ unit: "hours" }) / turnHours);
          const near = [-26, ...Array.from({ length: 53 }, (_, index) => index - 26)].map((offset) =>
            first.add({ hours: (about + offset) * turnHours }).toZonedDateTime(where, { disambiguation: "compatible" }),
          );
          expect(near.some(({ epochMilliseconds }) => epochMilliseconds === from)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test("give everybody as many turns as everybody else", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 5 }), zone, (people, rounds, where) => {
        const names = Array.from({ length: people }, (_, index) => `p${index}`);
        const one = layerOf({ people: names, zone: where, rotation: { every: 1, unit: "week" }, startsOn: "2024-01-03" });
        const clock = clockOf(where, Date.UTC(2024, 0), Date.UTC(2025, 0));
        const from = clock.instantOf(Date.UTC(2024, 0, 3, 9));
        const to = clock.instantOf(Date.UTC(2024, 0, 3 + 7 * people * rounds, 9));
        const turns = Map.groupBy(spansOfLayer(one, { from, to }), ({ person }) => person);
        expect([...turns.values()].map(({ length }) => length)).toEqual(names.map(() => rounds));
      }),
      RUNS,
    );
  });
});

test("minute by minute around changes of clocks, a restricted schedule says what a slow reading says", () => {
  for (const [where, day] of [
    ["Europe/Vienna", "2026-03-29"],
    ["Europe/Vienna", "2026-10-25"],
    ["America/New_York", "2026-11-01"],
    ["Australia/Lord_Howe", "2026-04-05"],
  ] as const) {
    const night = layerOf({ zone: where, rotation: { every: 1, unit: "hour" }, restrictions: [{ days: [6, 7], from: "23:30", to: "02:30" }] });
    const schedule = scheduleOf({ layers: [layerOf({ id: "below", people: ["p2"], zone: where, startsOn: "2026-12-01" }), night] });
    const start = Temporal.PlainDate.from(day).subtract({ days: 1 }).toZonedDateTime({ timeZone: where, plainTime: "22:00" }).epochMilliseconds;
    for (let minute = 0; minute < 10 * 60; minute += 1) {
      const moment = new Date(start + minute * MINUTE_MS).toISOString();
      expect(onCallAt(schedule, moment)?.id ?? null, `${where} ${moment}`).toBe(onCallByTheWall(schedule, moment));
    }
  }
});
