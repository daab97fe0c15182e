import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { openLogDigest } from "#server/rca/index.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { median, spread } from "../frame/statistics.ts";

const ACCURACY_GOAL = 0.9;
const SPEED_GOAL = 100_000;
const ROUNDS = 7;
const REPEATS = 10;
const FIRST_AT = Date.UTC(2026, 0, 1);
/** Drain3 with one configuration for all systems, measured on the same lines before their templates were corrected. */
const RIVAL: Record<string, number> = {
  HDFS: 0.998,
  Hadoop: 0.963,
  Spark: 0.922,
  Zookeeper: 0.967,
  BGL: 0.854,
  HPC: 0.887,
  Thunderbird: 0.958,
  Android: 0.734,
  Apache: 1,
  OpenSSH: 0.718,
};

type Labelled = { system: string; lines: { content: string; event: string }[] };

/** Log templates against public logs of ten systems with their true templates, one configuration for all; and lines a second of one core's time, whatever else the machine does. */
export const templates: Measure = {
  name: "templates",
  target: "grouping accuracy ≥ .90 in the mean of all systems, ≥ 100,000 lines/s",
  async run() {
    const systems = labelled();
    if (systems.length === 0) return { rows: [], remarks: ["The data is absent. Set MUSTER_BENCH_DATA to the folder that holds loghub/."] };
    const each = systems.map((system) => ({ system: system.system, accuracy: groupingAccuracy(system) }));
    const mean = each.reduce((sum, { accuracy }) => sum + accuracy, 0) / each.length;
    const rows: Row[] = [
      { what: "grouping accuracy, mean of systems", value: mean, unit: "", runs: each.length, goal: { of: "value", atLeast: ACCURACY_GOAL } },
      ...each.map(({ system, accuracy }): Row => {
        const rival = RIVAL[system];
        const beside = rival === undefined ? {} : { beside: { what: "Drain3", value: rival } };
        return { what: system, value: accuracy, unit: "", runs: 1, ...beside };
      }),
      speed(systems),
    ];
    return { rows, remarks: ["Grouping accuracy: share of lines whose group holds exactly the lines of their true template."] };
  },
};

function labelled(): Labelled[] {
  const folder = join(process.env.MUSTER_BENCH_DATA ?? join(import.meta.dirname, "../../../shared/data"), "loghub");
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith(".csv.gz"));
  return files.toSorted().map((name) => {
    const [header = [], ...rows] = rowsOf(gunzipSync(readFileSync(join(folder, name))).toString());
    const [content, event] = [header.indexOf("Content"), header.indexOf("EventId")];
    return { system: name.replace(".csv.gz", ""), lines: rows.map((cells) => ({ content: cells[content] ?? "", event: cells[event] ?? "" })) };
  });
}

/** Cells of a table with commas; quoted cells may hold commas and line breaks. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end !== ",") rows.push([]);
  }
  return rows.filter((cells) => cells.length > 1);
}

/** Each line goes in under a trace of its own, by which it is found again in the templates. */
function groupingAccuracy({ lines }: Labelled): number {
  const digest = openLogDigest();
  for (const [index, { content }] of lines.entries()) digest.add({ at: null, service: "", level: null, message: content, trace: String(index) });
  const found: string[] = [];
  for (const { text, traces } of digest.close().templates) for (const trace of traces.keys()) found[Number(trace)] = text;
  const sizes = new Map<string, number>();
  for (const text of found) sizes.set(text, (sizes.get(text) ?? 0) + 1);
  let right = 0;
  for (const own of Map.groupBy(lines.keys(), (index) => lines[index]?.event).values()) {
    const texts = new Set(own.map((index) => found[index] ?? ""));
    const [text = ""] = texts;
    if (texts.size === 1 && sizes.get(text) === own.length) right += own.length;
  }
  return right / lines.length;
}

function speed(systems: readonly Labelled[]): Row {
  const lines = systems.flatMap(({ system, lines: own }) =>
    own.map(({ content }) => ({ at: 0, service: system, level: null, message: content, trace: null })),
  );
  const rates = Array.from({ length: ROUNDS }, () => {
    const startedAt = process.cpuUsage();
    const digest = openLogDigest();
    for (let repeat = 0; repeat < REPEATS; repeat += 1) for (const line of lines) digest.add({ ...line, at: FIRST_AT + repeat });
    digest.close();
    const { user, system: kernel } = process.cpuUsage(startedAt);
    return (REPEATS * lines.length) / ((user + kernel) / 1e6);
  });
  return {
    what: "lines read in a second of one core",
    value: median(rates),
    unit: "/s",
    spread: spread(rates),
    runs: ROUNDS,
    goal: { of: "value", atLeast: SPEED_GOAL },
  };
}
