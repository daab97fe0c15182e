import type { Change, ClusterObject, LogLine, Series } from "#server/rca/index.ts";
import type { Provenance } from "../capture.ts";
import type { Link } from "../define.ts";
import { SOURCES } from "./collect.ts";
import { newGathering } from "./gathering.ts";
import type { Wanted } from "./wanted.ts";

export type Bounds = { signal?: AbortSignal; withinMs?: number };

/** What one system gave, in the form of the files of an evidence bundle, each kind apart. */
export type CollectedFiles = {
  parts: { kind: "series" | "logs" | "change" | "object"; files: Record<string, string>; rows: number }[];
  captures: Provenance[];
  /** What could not be read, or not whole, in words. */
  warnings: string[];
};

/**
 * Reads from one connected system what an analysis needs about these services in this window. What fails becomes a warning, as does what was not read
 * within its time: what came until then is kept.
 */
export async function collectFiles(link: Link, wanted: Wanted, { signal, withinMs }: Bounds = {}): Promise<CollectedFiles> {
  const lines: LogLine[] = [];
  const late = withinMs === undefined ? undefined : AbortSignal.timeout(withinMs);
  const gathering = newGathering(signal, { late, onLine: (line) => lines.push(line) });
  const ends = [signal, late].filter((one) => one !== undefined);
  await SOURCES[link.kind](link, wanted, gathering, ends.length > 0 ? AbortSignal.any(ends) : undefined);
  const { series, changes, objects, captures, warnings } = gathering;
  const parts = [...seriesPart(series), ...logsPart(lines), ...changesPart(changes), ...objectsPart(objects)];
  return { parts, captures, warnings };
}

type Part = CollectedFiles["parts"];

/** One column a series over all instants that any has. Rates were made where the system counts, so each is a gauge here. */
function seriesPart(series: readonly Series[]): Part {
  if (series.length === 0) return [];
  const names = Object.fromEntries(series.map(({ service, metric, unit }, at) => [`s${at}`, { service, metric, ...(unit ? { unit } : {}) }]));
  const values = series.map(({ times, values: own }) => new Map(Array.from(times, (time, at) => [time, own[at] ?? Number.NaN])));
  const times = [...new Set(values.flatMap((one) => [...one.keys()]))].toSorted((one, other) => one - other);
  const rows = times.map((time) => [new Date(time).toISOString(), ...values.map((one) => cell(one.get(time)))].join(","));
  const table = [["time", ...Object.keys(names)].join(","), ...rows].join("\n");
  return [{ kind: "series", files: { "metrics.csv": table, "series.json": JSON.stringify(names) }, rows: series.length }];
}

const cell = (value: number | undefined): string => (value === undefined || !Number.isFinite(value) ? "" : String(value));

function logsPart(lines: readonly LogLine[]): Part {
  if (lines.length === 0) return [];
  const text = lines.map(({ at, ...line }) => JSON.stringify({ time: at === null ? null : new Date(at).toISOString(), ...line })).join("\n");
  return [{ kind: "logs", files: { "logs.jsonl": text }, rows: lines.length }];
}

function changesPart(changes: readonly Change[]): Part {
  if (changes.length === 0) return [];
  const list = changes.map(({ at, ...change }) => ({ time: new Date(at).toISOString(), ...change }));
  return [{ kind: "change", files: { "changes.json": JSON.stringify(list) }, rows: list.length }];
}

function objectsPart(objects: readonly ClusterObject[]): Part {
  return objects.length === 0 ? [] : [{ kind: "object", files: { "kubernetes.json": JSON.stringify(objects) }, rows: objects.length }];
}
