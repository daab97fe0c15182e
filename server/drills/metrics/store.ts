import { SLOT_MS, type World } from "../world/open-world.ts";
import { FAMILIES } from "./families.ts";
import type { StoredSeries } from "./series.ts";

export type Matcher = { label: string; operator: "=" | "!=" | "=~" | "!~"; value: string };

/** All series of a world. `slotAt` and `timeOf` translate between instants and scrapes. */
export type MetricStore = {
  select(matchers: readonly Matcher[]): StoredSeries[];
  slotAt(at: number): number;
  timeOf(slot: number): number;
};

export function openStore(world: World): MetricStore {
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
    select(matchers) {
      const name = matchers.find(({ label, operator }) => label === "__name__" && operator === "=")?.value;
      const candidates = name === undefined ? [...byName.values()].flat() : (byName.get(name) ?? []);
      const tests = matchers.map(testOf);
      return candidates.filter(({ labels }) => tests.every((test) => test(labels)));
    },
    slotAt: world.slotAt,
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
