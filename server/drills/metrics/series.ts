import type { World } from "../world/open-world.ts";

export type Labels = Record<string, string>;

/** One series as Prometheus keeps it. `valueIn(slot)` is the sample that was scraped in a slot of the world; null where none was. */
export type StoredSeries = { labels: Labels; valueIn(slot: number): number | null };

export type Family = { name: string; type: "counter" | "gauge" | "histogram"; help: string; series(world: World): StoredSeries[] };

/**
 * A counter that adds a rate up from slot to slot and starts anew where the container does. `rateIn` is a second's; null where nothing runs. Kept sums are only
 * there to be quick.
 */
export function counter(
  labels: Labels,
  slotSeconds: number,
  rateIn: (slot: number) => number | null,
  startsIn: ReadonlySet<number> = new Set(),
): StoredSeries {
  const sums: (number | null)[] = [];
  return {
    labels,
    valueIn(slot) {
      if (slot < 0) return null;
      for (let next = sums.length; next <= slot; next += 1) {
        const rate = rateIn(next);
        const before = startsIn.has(next) ? 0 : (sums[next - 1] ?? 0);
        sums.push(rate === null ? null : before + Math.max(0, rate) * slotSeconds);
      }
      return sums[slot] ?? null;
    },
  };
}

export const gauge = (labels: Labels, valueIn: (slot: number) => number | null): StoredSeries => ({
  labels,
  valueIn: (slot) => (slot < 0 ? null : valueIn(slot)),
});
