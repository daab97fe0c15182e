/** A duration that varies: mean and variance, in milliseconds and their square. */
export type Time = { mean: number; variance: number };

/** Log-normal by its median and the spread of its logarithm. */
export function timeOf(medianMs: number, sigma: number): Time {
  const square = Math.exp(sigma * sigma);
  const mean = medianMs * Math.sqrt(square);
  return { mean, variance: (square - 1) * mean * mean };
}

/** One after another, independent of one another. */
export function sumOf(times: readonly Time[]): Time {
  return times.reduce((sum, { mean, variance }) => ({ mean: sum.mean + mean, variance: sum.variance + variance }), { mean: 0, variance: 0 });
}

/** The log-normal that has this mean and variance (Fenton, 1960). */
export function spreadOf({ mean, variance }: Time): { latencyMs: number; sigma: number } {
  if (mean <= 0) return { latencyMs: 0, sigma: 0.1 };
  const square = Math.log(1 + variance / (mean * mean));
  return { latencyMs: mean / Math.exp(square / 2), sigma: Math.max(0.05, Math.sqrt(square)) };
}
