import { middle } from "./numbers.ts";

export type Shift = { at: number; direction: "up" | "down"; size: number; from: number; to: number; backAt: number | null };

const FAR = 6;
const AWAY = 3;
const LEAST_POINTS = 8;

/**
 * The first lasting departure of a series from its early level: median and MAD of the first part of what lies before the trouble was seen (Hampel 1974),
 * with a floor on the scale, since a flat series has none; the beginning is followed back while points lie off on the same side.
 */
export function shiftOf(times: Float64Array, values: Float64Array, seen: number): Shift | null {
  const kept: number[] = [];
  for (let at = 0; at < values.length; at += 1) if (Number.isFinite(values[at])) kept.push(at);
  const before = kept.filter((at) => (times[at] ?? 0) < seen).length;
  if (kept.length < LEAST_POINTS || before < LEAST_POINTS / 2) return null;
  const calm = kept.slice(0, Math.max(LEAST_POINTS / 2, Math.min(Math.floor(before * 0.5), 240))).map((at) => values[at] ?? 0);
  const level = middle(calm);
  const reach = kept.reduce((most, at) => Math.max(most, Math.abs((values[at] ?? 0) - level)), 0);
  const scale = Math.max(1.4826 * middle(calm.map((value) => Math.abs(value - level))), 0.03 * Math.abs(level), 0.01 * reach, 1e-9);
  const scores = kept.map((at) => ((values[at] ?? 0) - level) / scale);
  const found = firstLasting(scores);
  if (found === null) return null;
  const sign = Math.sign(scores[found] ?? 0);
  let begin = found;
  while (begin > 0 && (scores[begin - 1] ?? 0) * sign > AWAY) begin -= 1;
  const after = kept.slice(found).map((at) => values[at] ?? 0);
  const at = times[kept[begin] ?? 0] ?? 0;
  if (at > seen + 10 * 60_000) return null;
  return {
    at,
    direction: sign > 0 ? "up" : "down",
    size: Math.min(99, Math.abs(middle(after) - level) / scale),
    from: level,
    to: sign > 0 ? Math.max(...after.slice(0, 20_000)) : Math.min(...after.slice(0, 20_000)),
    backAt: backOf(scores, found, sign, kept, times),
  };
}

/** The first point far off of which most of the next ones are off too, on the same side. */
function firstLasting(scores: readonly number[]): number | null {
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] ?? 0;
    if (Math.abs(score) < FAR) continue;
    const next = scores.slice(at, at + 6);
    const off = next.filter((one) => one * Math.sign(score) > AWAY).length;
    if (next.length >= 3 ? off >= Math.ceil(next.length * 0.8) : off === next.length && at > 0) return at;
  }
  return null;
}

function backOf(scores: readonly number[], found: number, sign: number, kept: readonly number[], times: Float64Array): number | null {
  let last = scores.length - 1;
  while (last > found && (scores[last] ?? 0) * sign <= AWAY) last -= 1;
  const calm = scores.length - 1 - last;
  return calm >= 4 ? (times[kept[last + 1] ?? 0] ?? null) : null;
}
