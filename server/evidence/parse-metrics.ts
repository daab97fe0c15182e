import type { Series } from "#server/rca/index.ts";
import { instantOf } from "./instant.ts";

export type SeriesNames = Record<string, { service: string; metric: string; unit?: string; kind?: "gauge" | "counter" }>;

const METRIC_WORDS =
  /_(?=(?:latency|lat|error|errors|err|lod|cpu|mem|memory|disk|requests?|rate|count|total|workload|load|socket|net|network|throughput|usage|duration|availability|connections|queue|lag|bytes)[a-z0-9_-]*$)/i;

/** Reads a wide table line by line: `header` first, then each row. */
export function openMetrics(header: string, names: SeriesNames): { add(line: string): void; close(): { series: Series[]; skipped: number } } {
  const columns = splitRow(header).slice(1);
  const times: number[] = [];
  const values: number[][] = columns.map(() => []);
  let skipped = 0;
  return {
    add(line) {
      if (line.trim() === "") return;
      const cells = splitRow(line);
      const at = instantOf(cells[0]);
      if (at === null) {
        skipped += 1;
        return;
      }
      times.push(at);
      for (const [index, column] of values.entries()) column.push(numberOf(cells[index + 1]));
    },
    close() {
      const order = Array.from(times, (_, index) => index).sort((one, other) => (times[one] ?? 0) - (times[other] ?? 0));
      const sorted = Float64Array.from(order, (index) => times[index] ?? 0);
      const series = columns.map((column, at) =>
        seriesOf(
          nameOf(column, names),
          sorted,
          Float64Array.from(order, (index) => values[at]?.[index] ?? Number.NaN),
        ),
      );
      return { series, skipped };
    },
  };
}

function seriesOf(name: SeriesNames[string], times: Float64Array, values: Float64Array): Series {
  const { service, metric, unit = null, kind = "gauge" } = name;
  return { service, metric, unit, kind, times, values: kind === "counter" ? rateOf(times, values) : values };
}

/** Increase a second; a counter that falls has begun anew. */
function rateOf(times: Float64Array, values: Float64Array): Float64Array {
  const rate = new Float64Array(values.length).fill(Number.NaN);
  let last = -1;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (last >= 0) {
      const before = values[last] ?? 0;
      const seconds = ((times[at] ?? 0) - (times[last] ?? 0)) / 1000;
      if (seconds > 0) rate[at] = (value >= before ? value - before : value) / seconds;
    }
    last = at;
  }
  return rate;
}

function nameOf(column: string, names: SeriesNames): SeriesNames[string] {
  const known = names[column];
  if (typeof known?.service === "string" && typeof known.metric === "string") return known;
  const bar = column.indexOf("|");
  if (bar > 0) return { service: column.slice(0, bar), metric: column.slice(bar + 1) };
  const word = METRIC_WORDS.exec(column);
  const cut = word?.index ?? column.lastIndexOf("_");
  return cut > 0 ? { service: column.slice(0, cut), metric: column.slice(cut + 1) } : { service: column, metric: "value" };
}

function numberOf(cell: string | undefined): number {
  const value = cell === undefined || cell.trim() === "" ? Number.NaN : Number(cell);
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Commas within double quotes do not part cells. */
function splitRow(line: string): string[] {
  if (!line.includes('"')) return line.split(",");
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? "");
}
