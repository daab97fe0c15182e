import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type Series, shiftsOf } from "#server/rca/index.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { ABSENT, benchData } from "./data.ts";

type Judged = { group: string; windows: number; hit: number; falseAlarms: number; points: number };

/** Changes in single series without being told when to look, against the labelled windows of the Numenta Anomaly Benchmark. */
export const nab: Measure = {
  name: "nab",
  target: "labelled windows hit, and false alarms in 1,000 points",
  async run() {
    const archive = benchData("nab", "nab-data-labels.tar.gz");
    if (!archive) return { rows: [], remarks: [ABSENT] };
    const files = filesOf(gunzipSync(readFileSync(archive)));
    const labels = JSON.parse(files.get("labels/combined_windows.json") ?? "{}") as Record<string, [string, string][]>;
    const judged = Object.entries(labels).map(([name, windows]) => judge(name, files.get(`data/${name}`) ?? "", windows));
    const groups = [...Map.groupBy(judged, ({ group }) => group)].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return { rows: [["all", judged] as const, ...groups].flatMap(([group, own]) => rowsOf(group, own)) };
  },
};

function rowsOf(group: string, own: readonly Judged[]): Row[] {
  const sum = (what: "windows" | "hit" | "falseAlarms" | "points"): number => own.reduce((total, one) => total + one[what], 0);
  const share =
    sum("windows") > 0 ? [{ what: `${group}: windows hit`, value: sum("hit") / sum("windows"), unit: "" as const, runs: sum("windows") }] : [];
  return [
    ...share,
    { what: `${group}: false alarms in 1,000 points`, value: (1000 * sum("falseAlarms")) / sum("points"), unit: "", runs: own.length },
  ];
}

function judge(name: string, text: string, labelled: readonly [string, string][]): Judged {
  const series = seriesOf(text);
  const windows = labelled.map(([from, to]) => [instantOf(from), instantOf(to)] as const);
  const found = shiftsOf(series).map(({ at }) => Date.parse(at));
  const isIn = (at: number, [from, to]: readonly [number, number]): boolean => at >= from && at <= to;
  return {
    group: name.split("/")[0] ?? name,
    windows: windows.length,
    hit: windows.filter((window) => found.some((at) => isIn(at, window))).length,
    falseAlarms: found.filter((at) => !windows.some((window) => isIn(at, window))).length,
    points: series.values.length,
  };
}

function seriesOf(text: string): Series {
  const rows = text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  return {
    service: "series",
    metric: "value",
    unit: null,
    kind: "gauge",
    times: Float64Array.from(rows, ([time = ""]) => instantOf(time)),
    values: Float64Array.from(rows, ([, value = ""]) => Number(value)),
  };
}

function instantOf(time: string): number {
  return Date.parse(`${time.replace(" ", "T").replace(/\.\d+$/, "")}Z`);
}

const BLOCK = 512;

/** Texts of a tar archive by their names, as POSIX lays them: a block of header, then the text in whole blocks. */
function filesOf(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const field = (at: number, from: number, to: number): string =>
    archive
      .toString("utf8", at + from, at + to)
      .replace(/\0.*$/s, "")
      .trim();
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const size = Number.parseInt(field(at, 124, 136) || "0", 8);
    const name = field(at, 0, 100).replace(/^\.\//, "");
    if (name !== "" && size > 0) files.set(name, archive.toString("utf8", at + BLOCK, at + BLOCK + size));
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
