import type { Measure, Row } from "../frame/measure.ts";
import { median, quantile } from "../frame/statistics.ts";
import { ABSENT, casesOf } from "./data.ts";
import { type Gone, goThrough, mean } from "./investigate.ts";
import { type DataSet, SETS } from "./sets.ts";
import { takenBy } from "./streams/taken.ts";

/** One measure a set: shares of cases, per group, with the time and memory of a case. */
export const accuracy: readonly Measure[] = SETS.map((set) => ({
  name: set.name,
  target: set.goals
    .map(({ mark, atLeast, atMost }) => `${mark}${atLeast ? ` ≥ ${atLeast}` : ""}${atMost ? ` ≤ ${atMost.toFixed(2)}` : ""}`)
    .join(", "),
  async run() {
    const cases = casesOf(set.name);
    if (cases.length === 0) return { rows: [], remarks: [ABSENT] };
    const gone = await goThrough(cases);
    return { rows: [...overall(set, gone), ...groups(set, gone), ...cost(gone), await memory(gone)] };
  },
}));

function overall({ goals }: DataSet, gone: readonly Gone[]): Row[] {
  return goals.flatMap(({ mark, atLeast, atMost, rival }) => {
    const value = mean(gone, mark);
    if (value === null) return [];
    const goal = atLeast !== undefined ? { of: "value" as const, atLeast } : atMost !== undefined ? { of: "value" as const, atMost } : undefined;
    return [{ what: mark, value, unit: "" as const, runs: gone.length, ...(goal ? { goal } : {}), ...(rival ? { beside: rival } : {}) }];
  });
}

function groups({ perGroup = [], goals }: DataSet, gone: readonly Gone[]): Row[] {
  const byGroup = [...Map.groupBy(gone, ({ one }) => one.truth.category ?? "")].toSorted(([one], [other]) => (one < other ? -1 : 1));
  if (byGroup.length < 2) return [];
  const marks = perGroup.length > 0 ? perGroup : goals.slice(0, 1).map(({ mark }) => ({ mark, atLeast: undefined }));
  return byGroup.flatMap(([group, own]) =>
    marks.flatMap(({ mark, atLeast }) => {
      const value = mean(own, mark);
      if (value === null) return [];
      return [
        { what: `${group}: ${mark}`, value, unit: "" as const, runs: own.length, ...(atLeast ? { goal: { of: "value" as const, atLeast } } : {}) },
      ];
    }),
  );
}

function cost(gone: readonly Gone[]): Row[] {
  const times = gone.map(({ ms }) => ms);
  return [
    { what: "analysis of a case, median", value: median(times), unit: "ms", runs: gone.length },
    { what: "analysis of a case, p95", value: quantile(times, 0.95), unit: "ms", runs: gone.length },
    { what: "reading a case, median", value: median(gone.map(({ readMs }) => readMs)), unit: "ms", runs: gone.length },
  ];
}

/** What the case that took longest to read holds at most, in a process of its own: many cases in one process leave garbage that says nothing of a case. */
async function memory(gone: readonly Gone[]): Promise<Row> {
  const [largest] = gone.toSorted((one, other) => other.readMs - one.readMs);
  const peakMb = largest ? (await takenBy(largest.one.folder)).peakMb : 0;
  return { what: "peak memory of the largest case", value: peakMb, unit: "MB", runs: 1, goal: { of: "value", atMost: 400 } };
}
