import { medianOf } from "../series/order.ts";
import { lightShiftOf } from "./light-shift.ts";

export type Shift = { at: number; direction: "up" | "down"; size: number; from: number; to: number; backAt: number | null; isLight: boolean };

const FAR = 6;
const AWAY = 3;
const LEAST_POINTS = 8;
const MOST_CALM = 240;
const LATEST_MS = 10 * 60_000;
/** Of the points that follow the first far one, how many are looked at and how many have to be off too. */
const [LOOKED_AT, OFF] = [6, 0.8];
const CALM_POINTS = 4;

/**
 * The first lasting departure of a series from its early level: median and MAD of the first part of what lies before the trouble was seen (Hampel 1974),
 * with a floor on the scale, since a flat series has none; the beginning is followed back while points lie off on the same side.
 */
export function shiftOf(times: Float64Array, values: Float64Array, seen: number): Shift | null {
  const { kept, points } = withoutGaps(values);
  const before = countBefore(kept, times, seen);
  if (points.length < LEAST_POINTS || before < LEAST_POINTS / 2) return null;
  const calm = points.slice(0, Math.max(LEAST_POINTS / 2, Math.min(Math.floor(before * 0.5), MOST_CALM)));
  const level = medianOf(calm);
  const scale = scaleOf(calm, points, level);
  const scores = new Float64Array(points.length);
  for (let at = 0; at < points.length; at += 1) scores[at] = ((points[at] ?? 0) - level) / scale;
  const found = firstLasting(scores);
  if (found === null) return lightly(scores, kept, points, times, seen, level);
  const sign = Math.sign(scores[found] ?? 0);
  let begin = found;
  while (begin > 0 && (scores[begin - 1] ?? 0) * sign > AWAY) begin -= 1;
  const at = times[kept[begin] ?? 0] ?? 0;
  if (at > seen + LATEST_MS) return null;
  const after = points.slice(found);
  return {
    at,
    direction: sign > 0 ? "up" : "down",
    size: Math.min(99, Math.abs(medianOf(after) - level) / scale),
    from: level,
    to: after.reduce((most, value) => (sign > 0 ? Math.max(most, value) : Math.min(most, value)), after[0] ?? level),
    backAt: backOf(scores, found, sign, kept, times),
    isLight: false,
  };
}

/** A change of the mean, where no point lies far off. */
function lightly(scores: Float64Array, kept: Uint32Array, points: Float64Array, times: Float64Array, seen: number, level: number): Shift | null {
  const light = lightShiftOf(scores);
  const at = light ? (times[kept[light.split] ?? 0] ?? 0) : 0;
  if (!light || at > seen + LATEST_MS) return null;
  return {
    at,
    direction: light.step > 0 ? "up" : "down",
    size: Math.abs(light.step),
    from: level,
    to: medianOf(points.slice(light.split)),
    backAt: null,
    isLight: true,
  };
}

/** The points that are numbers, and where they stand. */
function withoutGaps(values: Float64Array): { kept: Uint32Array; points: Float64Array } {
  const [kept, points] = [new Uint32Array(values.length), new Float64Array(values.length)];
  let count = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    kept[count] = at;
    points[count] = value;
    count += 1;
  }
  return { kept: kept.subarray(0, count), points: points.subarray(0, count) };
}

function scaleOf(calm: Float64Array, points: Float64Array, level: number): number {
  const off = new Float64Array(calm.length);
  for (let at = 0; at < calm.length; at += 1) off[at] = Math.abs((calm[at] ?? 0) - level);
  let reach = 0;
  for (let at = 0; at < points.length; at += 1) reach = Math.max(reach, Math.abs((points[at] ?? 0) - level));
  return Math.max(1.4826 * medianOf(off), 0.03 * Math.abs(level), 0.01 * reach, 1e-9);
}

function countBefore(kept: Uint32Array, times: Float64Array, seen: number): number {
  let count = 0;
  while (count < kept.length && (times[kept[count] ?? 0] ?? 0) < seen) count += 1;
  return count;
}

/** The first point far off of which most of the next ones are off too, on the same side. */
function firstLasting(scores: Float64Array): number | null {
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] ?? 0;
    if (Math.abs(score) < FAR) continue;
    const sign = Math.sign(score);
    const end = Math.min(scores.length, at + LOOKED_AT);
    let off = 0;
    for (let next = at; next < end; next += 1) if ((scores[next] ?? 0) * sign > AWAY) off += 1;
    const needed = end - at >= 3 ? Math.ceil((end - at) * OFF) : end - at;
    if (at > 0 && off >= needed) return at;
  }
  return null;
}

function backOf(scores: Float64Array, found: number, sign: number, kept: Uint32Array, times: Float64Array): number | null {
  let last = scores.length - 1;
  while (last > found && (scores[last] ?? 0) * sign <= AWAY) last -= 1;
  return scores.length - 1 - last >= CALM_POINTS ? (times[kept[last + 1] ?? 0] ?? null) : null;
}
