import type { Reading } from "../world/types.ts";

/** Upper ends of the buckets of latency, as labels and in seconds: those that Prometheus clients have by default. */
export const BUCKETS: readonly (readonly [string, number])[] = [
  ...[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10].map((seconds) => [String(seconds), seconds] as const),
  ["+Inf", Number.POSITIVE_INFINITY],
];

const known = new WeakMap<object, number[]>();

/** The shares of requests that took at most as long as each bucket: log-normal around the median. Worked out once for a reading. */
export function sharesBelow(reading: Pick<Reading, "latencyMs" | "sigma">): readonly number[] {
  const before = known.get(reading);
  if (before) return before;
  const middle = Math.log(Math.max(0.01, reading.latencyMs));
  const shares = BUCKETS.map(([, seconds]) => (Number.isFinite(seconds) ? normalShare((Math.log(seconds * 1000) - middle) / reading.sigma) : 1));
  known.set(reading, shares);
  return shares;
}

export const meanSeconds = ({ latencyMs, sigma }: Reading): number => (latencyMs * Math.exp((sigma * sigma) / 2)) / 1000;

/** Φ, by formula 7.1.26 of Abramowitz and Stegun; right to 1.5 · 10⁻⁷. */
function normalShare(deviations: number): number {
  const distance = Math.abs(deviations) / Math.SQRT2;
  const part = 1 / (1 + 0.3275911 * distance);
  const series = part * (0.254829592 + part * (-0.284496736 + part * (1.421413741 + part * (-1.453152027 + part * 1.061405429))));
  const share = 1 - series * Math.exp(-distance * distance);
  return deviations >= 0 ? (1 + share) / 2 : (1 - share) / 2;
}
