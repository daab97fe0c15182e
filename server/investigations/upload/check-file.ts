import { BUNDLE_FILES, type BundleFile } from "#lib/contracts/investigation.ts";
import { instantOf } from "#server/evidence/index.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { jsonLogLine, type LogLine, plainLogLines, serviceOf } from "./log-lines.ts";
import type { TextFile } from "./unpack.ts";

/** A file in the form of a bundle file: its rows one by one where it has lines, and the time that they span. */
export type ReadFile = { name: string; file: BundleFile; head: string | null; lines: string[]; from: number | null; to: number | null };

/** Refuses with the file's name and, where there is one, the line. */
export function refuse(name: string, line: number | null, words: string): never {
  throw new InvalidError(`${name}${line === null ? "" : `, line ${line}`}: ${words} Nothing was stored.`);
}

/** Which bundle file it is, by its name, its ending, or what it holds; read and checked. Pure but for the refusal. */
export function readFile({ name, text }: TextFile, service: string): ReadFile {
  if (text.trim() === "") refuse(name, null, "The file is empty. Choose another.");
  const known = bundleFile(name);
  if (known === "metrics.csv" || /\.csv$/i.test(name)) return readTable(name, text, service);
  if (known === "logs.jsonl" || (!known && /\.(?:jsonl|ndjson)$/i.test(name))) return readJsonLogs(name, text, service || serviceOf(name));
  if (known?.endsWith(".jsonl")) return { name, file: known, head: null, lines: checkedLines(name, text), from: null, to: null };
  if (known || /\.json$/i.test(name)) return readJson(name, text, known);
  return ofLines(name, plainLogLines(text, service || serviceOf(name)));
}

function bundleFile(name: string): BundleFile | null {
  return name in BUNDLE_FILES ? (name as BundleFile) : null;
}

function readTable(name: string, text: string, service: string): ReadFile {
  const [head = "", ...rows] = text.split(/\r?\n/);
  const columns = head.split(",");
  if (columns.length < 2) refuse(name, 1, "The first line has to name at least two columns: the time, then one for each metric.");
  const times = rows.flatMap((row, index) => {
    if (row.trim() === "") return [];
    const cells = row.split(",");
    const at = instantOf(cells[0]);
    if (at === null) refuse(name, index + 2, `“${(cells[0] ?? "").slice(0, 40)}” is no time. The first column has to be Unix time or RFC 3339.`);
    if (!row.includes('"') && cells.length !== columns.length)
      refuse(name, index + 2, `It has ${cells.length} cells, and the first line names ${columns.length} columns.`);
    return [at];
  });
  if (times.length === 0) refuse(name, null, "It has names of columns but no rows.");
  const named = service === "" ? head : [columns[0], ...columns.slice(1).map((one) => (one.includes("|") ? one : `${service}|${one}`))].join(",");
  return { name, file: "metrics.csv", head: named, lines: rows.filter((row) => row.trim() !== ""), ...spanOf(times) };
}

function readJsonLogs(name: string, text: string, service: string): ReadFile {
  const lines = text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === "") return [];
    const read = jsonLogLine(objectIn(name, line, index + 1), service);
    return read ? [read] : refuse(name, index + 1, "It has neither a time nor a message.");
  });
  return ofLines(name, lines);
}

function ofLines(name: string, lines: readonly LogLine[]): ReadFile {
  const times = lines.flatMap(({ time }) => (time ? [Date.parse(time)] : []));
  return { name, file: "logs.jsonl", head: null, lines: lines.map((line) => JSON.stringify(line)), ...spanOf(times) };
}

function checkedLines(name: string, text: string): string[] {
  const lines = text.split(/\r?\n/);
  for (const [index, line] of lines.entries()) if (line.trim() !== "") objectIn(name, line, index + 1);
  return lines.filter((line) => line.trim() !== "");
}

function objectIn(name: string, line: string, at: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Falls through to the refusal.
  }
  return refuse(name, at, `“${line.slice(0, 40)}” is no JSON object.`);
}

function readJson(name: string, text: string, known: BundleFile | null): ReadFile {
  const value = parsed(name, text);
  const file = known ?? guess(value);
  if (!file)
    refuse(
      name,
      null,
      `Its content is not known. Name it after what it holds: ${Object.keys(BUNDLE_FILES)
        .filter((one) => one.endsWith(".json"))
        .join(", ")}.`,
    );
  return { name, file, head: null, lines: [text], from: null, to: null };
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = Number(/position (\d+)/.exec(String(error))?.[1] ?? text.length);
    return refuse(
      name,
      text.slice(0, position).split("\n").length,
      "The JSON is broken there: a comma, a bracket or a quote is missing or too many.",
    );
  }
}

/** What a JSON file holds, by the names in its first entry. */
function guess(value: unknown): BundleFile | null {
  const whole = (Array.isArray(value) ? { items: value } : value) as Record<string, unknown> | null;
  if (typeof whole !== "object" || whole === null) return null;
  if ("edges" in whole) return "graph.json";
  const list = Object.values(whole).find(Array.isArray) ?? [];
  const first = (list[0] ?? {}) as Record<string, unknown>;
  if (typeof first !== "object" || first === null) return null;
  if ("metadata" in first && "kind" in first) return "kubernetes.json";
  if ("startsAt" in first || "alertname" in first || "monitor" in first || ("labels" in first && !("time" in first))) return "alerts.json";
  if ("time" in first && "title" in first) return "changes.json";
  if ("reference" in first && "title" in first) return "past.json";
  if ("detectedAt" in whole && "title" in whole) return "incident.json";
  return null;
}

function spanOf(times: readonly number[]): { from: number | null; to: number | null } {
  if (times.length === 0) return { from: null, to: null };
  return { from: times.reduce((least, at) => Math.min(least, at)), to: times.reduce((most, at) => Math.max(most, at)) };
}
