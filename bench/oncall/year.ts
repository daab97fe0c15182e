import type { OnCallSchedule, ScheduleLayer } from "#lib/contracts/oncall.ts";
import { gaps, loadOf, shifts } from "#lib/oncall/index.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { exponent, median, spread } from "../frame/statistics.ts";

const SIZES = [10, 50, 250];
const ROUNDS = 15;
const WARM_UP = 5;
const ZONES = ["Europe/Vienna", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Cairo"];
const [FROM, TO] = ["2026-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"];
const HOUR_MS = 3_600_000;
const MOST_IN_LAYER = 50;

/** A year of schedules: each shift, each gap and each person's load, from layers of every kind and an override a week. */
export const year: Measure = {
  name: "year",
  target: "a year of on-call for 50 people ≤ 100 ms",
  async run() {
    const bySize = SIZES.map((size) => {
      const made = scheduleFor(size);
      return { size, times: Array.from({ length: WARM_UP + ROUNDS }, () => timed(made)).slice(WARM_UP), shifts: shifts(made, FROM, TO).length };
    });
    const rows = bySize.map(({ size, times, shifts: count }): Row => {
      const goal = size === 50 ? { goal: { of: "value" as const, atMost: 100 } } : {};
      return {
        what: `${size} people, ${count.toLocaleString("en-US")} shifts`,
        value: median(times),
        spread: spread(times),
        unit: "ms",
        runs: ROUNDS,
        ...goal,
      };
    });
    const growth = exponent(bySize.map(({ size, times }) => ({ size, value: median(times) })));
    return { rows: [...rows, { what: "grows with the people to the power of", value: growth, unit: "", runs: SIZES.length }] };
  },
};

function timed(schedule: OnCallSchedule): number {
  const startedAt = performance.now();
  shifts(schedule, FROM, TO);
  gaps(schedule, FROM, TO);
  loadOf(schedule, FROM, TO);
  return performance.now() - startedAt;
}

/** For each fifty people three layers: a week each around the clock, days of the week, and eight hours each at night. */
function scheduleFor(size: number): OnCallSchedule {
  const people = Array.from({ length: size }, (_, index) => ({
    id: `p${index}`,
    name: `Person ${index}`,
    isActive: true,
    zone: ZONES[index % 5] ?? null,
  }));
  const layers = Array.from({ length: Math.ceil(size / MOST_IN_LAYER) }, (_, index) => {
    const own = people.slice(index * MOST_IN_LAYER, (index + 1) * MOST_IN_LAYER).map(({ id }) => id);
    return layersOf(own, ZONES[index % 5] ?? "UTC", index);
  }).flat();
  const overrides = Array.from({ length: 52 }, (_, week) => {
    const begins = Date.parse(FROM) + (week * 168 + 20) * HOUR_MS;
    const span = { from: new Date(begins).toISOString(), to: new Date(begins + 6 * HOUR_MS).toISOString() };
    return { id: `o${week}`, person: `p${(week * 7) % size}`, ...span, reason: "" };
  });
  return { id: "s", slug: "s", name: "Everybody", zone: "UTC", layers, overrides, people };
}

function layersOf(people: string[], zone: string, index: number): ScheduleLayer[] {
  const common = { people, zone, startsOn: "2025-01-06", handOffAt: "09:00" };
  return [
    { ...common, id: `week ${index}`, name: "Week", rotation: { every: 1, unit: "week" }, restrictions: [] },
    {
      ...common,
      id: `day ${index}`,
      name: "Day",
      rotation: { every: 1, unit: "day" },
      restrictions: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }],
    },
    {
      ...common,
      id: `night ${index}`,
      name: "Night",
      rotation: { every: 8, unit: "hour" },
      restrictions: [{ days: [5, 6, 7], from: "22:00", to: "06:00" }],
    },
  ];
}
