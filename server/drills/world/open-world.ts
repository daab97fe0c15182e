import { mixedChanges } from "./benign-changes.ts";
import { isAlive, usualPods } from "./pods.ts";
import { readSlot } from "./read-slot.ts";
import type { Moment, Pod, Reading, Scenario, ScenarioTimes, WorldChange } from "./types.ts";

export const SLOT_MS = 15_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Before the first instant that is told of, so that rates have something to look back at. */
const RUN_UP = 10 * MINUTE;

/** `startedAt`: when the trouble began; unless said, as long ago as the scenario wants. `until`: how far the world is asked about. */
export type WorldOptions = { scenario: Scenario; seed: number; now: number; startedAt?: number; relievedAt?: number | null; until?: number };

export type World = {
  scenario: Scenario;
  seed: number;
  /** First instant with evidence; a whole slot. */
  begin: number;
  times(now: number): ScenarioTimes;
  startedAt: number;
  relievedAt: number | null;
  pods: readonly Pod[];
  changes: readonly WorldChange[];
  momentAt(at: number): Moment;
  /** Readings of a slot, numbered from `begin`; the same however often and in whatever order they are asked for. */
  readingsIn(slot: number): ReadonlyMap<string, Reading>;
  readingOf(service: string, slot: number): Reading;
  slotAt(at: number): number;
  /** Whether a pod does its work at an instant: it is there, and so is its node. */
  runs(pod: Pod, at: number): boolean;
  alive(service: string, at: number): Pod[];
  /** How many do the work of a service in a slot. */
  workersIn(service: string, slot: number): number;
};

const SILENT: Reading = {
  rps: 0,
  errorShare: 0,
  ownErrorShare: 0,
  latencyMs: 0,
  sigma: 0.4,
  cpuCores: 0,
  memoryShare: 0,
  gcShare: 0,
  poolShare: null,
  poolPending: 0,
  backlog: 0,
  diskUsedShare: 0,
  dnsFailuresPerSecond: 0,
  calls: {},
};

/** A world whose every state follows from scenario, seed, times and the instant that is asked for. What it keeps, it keeps only to be quick. */
export function openWorld({ scenario, seed, now, startedAt, relievedAt = null, until = now }: WorldOptions): World {
  const began = startedAt ?? now - scenario.begunMinutesAgo * MINUTE;
  const first = Math.min(now, began) - (scenario.historyHours ?? 3) * HOUR;
  const begin = Math.floor((first - RUN_UP) / SLOT_MS) * SLOT_MS;
  const timesOf = (at: number): ScenarioTimes => ({ startedAt: began, relievedAt, now: at, seed });
  const usual = usualPods(seed, begin);
  const pods = scenario.pods?.(usual, timesOf(until)) ?? usual;
  const slots: ReadonlyMap<string, Reading>[] = [];
  const momentAt = (at: number): Moment => ({
    minutes: (at - began) / MINUTE,
    relieved: relievedAt !== null && at >= relievedAt ? (at - relievedAt) / MINUTE : null,
    at,
    seed,
  });
  const readingsIn = (slot: number): ReadonlyMap<string, Reading> => {
    const at = begin + slot * SLOT_MS;
    const known = slots[slot] ?? readSlot({ seed, at, slot: Math.floor(at / SLOT_MS), effects: scenario.effects(momentAt(at)) });
    slots[slot] = known;
    return known;
  };
  const runs = (pod: Pod, at: number): boolean => {
    const lost = scenario.lostNode?.(timesOf(at));
    return isAlive(pod, at) && !(lost && lost.node === pod.node && at >= lost.from && at < lost.to);
  };
  const alive = (service: string, at: number): Pod[] => pods.filter((pod) => pod.service === service && runs(pod, at));
  const workers = new Map<string, number[]>(pods.map(({ service }) => [service, []]));
  return {
    scenario,
    seed,
    begin,
    startedAt: began,
    relievedAt,
    times: timesOf,
    pods,
    changes: [...mixedChanges(seed, began), ...scenario.changes(timesOf(now))].toSorted((one, other) => one.at - other.at),
    momentAt,
    readingsIn,
    readingOf: (service, slot) => readingsIn(slot).get(service) ?? SILENT,
    slotAt: (at) => Math.floor((at - begin) / SLOT_MS),
    runs,
    alive,
    workersIn(service, slot) {
      const counts = workers.get(service) ?? [];
      const count = counts[slot] ?? alive(service, begin + slot * SLOT_MS).length;
      counts[slot] = count;
      return count;
    },
  };
}
