import { median, quantile, spread } from "./statistics.ts";

/** Something that can be done again and again. It is told how often it was done before. */
export type Work = (turn: number) => Promise<unknown>;

/** Rate per second of one stretch of load, and how long each piece of work took, in milliseconds. */
export type Stretch = { rate: number; latencies: number[] };

export const ROUNDS = Number(process.env.MUSTER_BENCH_ROUNDS ?? 5);
const STRETCH_MS = 1_500;

/** Does the work for a while with so many at once; what was begun is brought to its end and counted. */
export async function load(work: Work, atOnce: number, forMs = STRETCH_MS): Promise<Stretch> {
  const latencies: number[] = [];
  let turn = 0;
  const startedAt = performance.now();
  const lane = async (): Promise<void> => {
    while (performance.now() - startedAt < forMs) {
      const begunAt = performance.now();
      await work(turn++);
      latencies.push(performance.now() - begunAt);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { rate: (latencies.length * 1_000) / (performance.now() - startedAt), latencies };
}

/**
 * Runs contestants in turn, round after round, so that whatever else the machine does falls on all of them. The first round warms up and
 * does not count.
 */
export async function alternate<K extends string, T>(contestants: Record<K, () => Promise<T>>, rounds = ROUNDS): Promise<Record<K, T[]>> {
  const names = Object.keys(contestants) as K[];
  const results = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<K, T[]>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const result = await contestants[name]();
      if (round > 0) results[name].push(result);
    }
  }
  return results;
}

export type Rates = { rate: number; spread: [number, number]; p50: number; p99: number; runs: number };

export function summary(stretches: readonly Stretch[]): Rates {
  const rates = stretches.map(({ rate }) => rate);
  const latencies = stretches.flatMap((stretch) => stretch.latencies);
  return { rate: median(rates), spread: spread(rates), p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), runs: stretches.length };
}
