import { SLOT_MS, type World } from "../world/open-world.ts";
import { FAMILIES } from "./families.ts";
import type { StoredSeries } from "./series.ts";

export type Matcher = { label: string; operator: "=" | "!=" | "=~" | "!~"; value: string };

const LOOKBACK_MS = 5 * 60_000;

/** All series of a world. `slotAt` and `timeOf` translate between instants and scrapes. */
export type MetricStore = {
  limit(): number;
  select(matchers: readonly Matcher[]): StoredSeries[];
  slotAt(at: number): number;
  timeOf(slot: number): number;
};

/** `limit`: the newest instant of which there are samples; what is asked for within five minutes after it, gets the last one. */
export function openStore(world: World, limit: () => number = () => Number.POSITIVE_INFINITY): MetricStore {
  const byName = new Map<string, StoredSeries[]>();
  for (const family of FAMILIES) {
    for (const series of family.series(world)) {
      const name = series.labels.__name__ ?? "";
      const of = byName.get(name) ?? [];
      of.push(series);
      byName.set(name, of);
    }
  }
  return {
    limit,
    select(matchers) {
      const name = matchers.find(({ label, operator }) => label === "__name__" && operator === "=")?.value;
      const candidates = name === undefined ? [...byName.values()].flat() : (byName.get(name) ?? []);
      const tests = matchers.map(testOf);
      return candidates.filter(({ labels }) => tests.every((test) => test(labels)));
    },
    slotAt(at) {
      const newest = limit();
      if (at > newest + LOOKBACK_MS) return -1;
      return world.slotAt(Math.min(at, newest));
    },
    timeOf: (slot) => world.begin + slot * SLOT_MS,
  };
}

/** Whether labels fit a matcher. Patterns are anchored on both sides, and a label that is missing is empty, as in Prometheus and Loki. */
export function testOf({ label, operator, value }: Matcher): (labels: Record<string, string>) => boolean {
  if (operator === "=") return (labels) => (labels[label] ?? "") === value;
  if (operator === "!=") return (labels) => (labels[label] ?? "") !== value;
  const pattern = new RegExp(`^(?:${value})$`);
  return (labels) => pattern.test(labels[label] ?? "") === (operator === "=~");
}
