import type { Series } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import { trafficOf } from "../graph/traffic.ts";
import type { Excursion } from "./excursion.ts";
import { beganAt, type Draft, excursionIn, measure } from "./measure.ts";
import { chanceAmongLike, chanceInCalm, strengthOf } from "./strength.ts";
import { type Stretches, stretchesOf } from "./stretches.ts";

/** A series held against its own calm and that of its like. */
export type Measured = Omit<Draft, "up" | "down"> & {
  /** How likely calm holds such a rise and such a fall, and how surely they are none of calm's own, both from 0 to 1. */
  chance: { up: number; down: number };
  surety: { up: number; down: number };
  /** The strongest departure, which way, and how sure it is. Its places count within `scores`. */
  direction: "up" | "down";
  excursion: Excursion;
  strength: number;
  /** When it began, Unix milliseconds; null when nothing departed. */
  at: number | null;
  /** Typical value while it lasted. */
  reached: number;
};

type Direction = "up" | "down";

/** What stays below this many deviations most of the time is a sum of noise. */
const LEAST_SIZE = 1;

/** All series that can be compared, each held against its calm, and against the calm of all series of its kind: what others do in calm it may do too. */
export function measureAll(series: readonly Series[], frame: Frame): Measured[] {
  const parts = new Map<Float64Array, Stretches>();
  const requests = trafficOf(series, frame);
  const drafts = series.flatMap((one) => {
    const stretches = parts.get(one.times) ?? stretchesOf(one.times, frame);
    parts.set(one.times, stretches);
    return measure(one, stretches, requests.get(one.service) ?? null) ?? [];
  });
  const pools = poolsOf(drafts);
  return drafts.map((draft) => judged(draft, pools));
}

function judged(draft: Draft, pools: ReadonlyMap<string, Float64Array>): Measured {
  const { series, kind, baseline } = draft;
  const chance = { up: chanceOf(draft, "up", pools), down: chanceOf(draft, "down", pools) };
  const surety = { up: strengthOf(chance.up), down: strengthOf(chance.down) };
  const direction = surety.up * kind.riseWeight >= surety.down * kind.fallWeight ? "up" : "down";
  const sign = direction === "up" ? 1 : -1;
  const excursion = excursionIn(draft, sign);
  return {
    ...draft,
    chance,
    surety,
    direction,
    excursion,
    strength: excursion.magnitude < LEAST_SIZE ? 0 : surety[direction],
    at: excursion.weight > 0 ? (series.times[beganAt(draft, excursion, sign)] ?? null) : null,
    reached: baseline.center + excursion.magnitude * (direction === "up" ? baseline.up : -baseline.down),
  };
}

function chanceOf(draft: Draft, direction: Direction, pools: ReadonlyMap<string, Float64Array>): number {
  const { weight, calm } = draft[direction];
  if (weight === 0) return 1;
  return Math.max(chanceInCalm(weight, calm), chanceAmongLike(weight, pools.get(poolOf(draft, direction)) ?? []));
}

/** Calm excursions of all series of a kind in one direction, greatest first. */
function poolsOf(drafts: readonly Draft[]): Map<string, Float64Array> {
  const parts = new Map<string, Float64Array[]>();
  for (const draft of drafts)
    for (const direction of ["up", "down"] as const) {
      const key = poolOf(draft, direction);
      const own = parts.get(key);
      if (own) own.push(draft[direction].calm);
      else parts.set(key, [draft[direction].calm]);
    }
  return new Map([...parts].map(([key, own]) => [key, joined(own).sort().reverse()]));
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

function poolOf({ kind }: Draft, direction: Direction): string {
  return `${kind.name}\n${direction}`;
}
