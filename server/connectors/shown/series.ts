import type { MeasuredSeries } from "../prometheus/answers.ts";

const MOST_POINTS = 24;

/** A series in two lines: how it ran, and up to two dozen of its points, the same distance apart. Times are in UTC. Pure. */
export function linesOfSeries({ labels, times, values }: MeasuredSeries): string {
  const name = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  const known = values.flatMap((value, at) => (Number.isFinite(value) ? [{ at: times[at] ?? 0, value }] : []));
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last) return `{${name.join(", ")}}: no value`;
  const least = known.reduce((one, other) => (other.value < one.value ? other : one));
  const most = known.reduce((one, other) => (other.value > one.value ? other : one));
  const every = Math.max(1, Math.ceil(known.length / MOST_POINTS));
  const points = known.filter((_, at) => at % every === 0).map(({ at, value }) => `${clock(at)} ${round(value)}`);
  const told = `${known.length} points, ${round(first.value)} at ${clock(first.at)}, ${round(last.value)} at ${clock(last.at)}`;
  return `{${name.join(", ")}}: ${told}, least ${round(least.value)} at ${clock(least.at)}, most ${round(most.value)} at ${clock(most.at)}\n  ${points.join(", ")}`;
}

const clock = (at: number): string => new Date(at).toISOString().slice(11, 19);
const round = (value: number): number => Number(value.toPrecision(4));
