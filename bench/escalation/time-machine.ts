import type { Reached } from "#lib/contracts/escalation/advance.ts";
import { DEFAULT_POLICY } from "#lib/contracts/escalation/default-policy.ts";
import type { Target } from "#lib/contracts/escalation/policy.ts";
import { simulate } from "#lib/contracts/escalation/simulate.ts";
import type { Measure } from "../frame/measure.ts";

const PEOPLE = 50;
const DAYS = 365;
const RUNS = 15;
const HOUR_MS = 3_600_000;
const OPENS = Date.parse("2026-01-01T02:30:00Z");

/** One incident a night for a year, each of which nobody answers: who has the week is somebody else fifty times. */
function aYear(): number {
  let steps = 0;
  for (let day = 0; day < DAYS; day += 1) {
    const openedAt = new Date(OPENS + day * 24 * HOUR_MS).toISOString();
    const until = new Date(OPENS + (day + 1) * 24 * HOUR_MS).toISOString();
    const view = { severity: "SEV1" as const, revenuePerHour: 1_000, lastActivityAt: null };
    steps += simulate({ policy: DEFAULT_POLICY, openedAt, view, reach, until }).happenings.length;
  }
  return steps;
}

function reach(target: Target, at: string): Reached {
  const shift = Math.floor((Date.parse(at) - OPENS) / (7 * 24 * HOUR_MS));
  const turn = target.kind === "on-call" ? shift : shift + target.kind.length;
  const id = `person-${((turn % PEOPLE) + PEOPLE) % PEOPLE}`;
  return { people: [{ id, name: id, isHere: false }], channels: [], problem: null };
}

export const timeMachine: Measure = {
  name: "time machine",
  target: "a year of on-call for 50 people, an incident each night that nobody answers ≤ 300 ms",
  run: async () => {
    const steps = aYear();
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const started = performance.now();
      aYear();
      times.push(performance.now() - started);
    }
    const sorted = times.toSorted((one, other) => one - other);
    const [least = 0, most = 0] = [sorted.at(0), sorted.at(-1)];
    return {
      rows: [
        {
          what: "a year, every night",
          value: sorted[Math.floor(RUNS / 2)] ?? 0,
          unit: "ms",
          spread: [least, most],
          runs: RUNS,
          goal: { of: "value", atMost: 300 },
        },
      ],
      remarks: [`${steps} steps and turns in the year fired; a weekly rotation stands in for schedules.`],
    };
  },
};
