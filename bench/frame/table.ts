import { type Goal, isReached, type Reading, type Row, ratioOf, type Unit } from "./measure.ts";

export type Measured = { name: string; target: string } & ({ reading: Reading } | { error: string });

const HEADINGS = ["measure", "value", "lowest – highest", "runs", "goal", "", "beside", "ratio"];
const TO_THE_LEFT = new Set([0, 4, 5, 6]);

/** The measures of a group, aligned. */
export function tableOf(measured: readonly Measured[]): string {
  const lines = measured.flatMap((one) => ("reading" in one ? one.reading.rows.map((row) => cellsOf(one.name, row)) : []));
  const all = [HEADINGS, ...lines];
  const widths = HEADINGS.map((_, column) => Math.max(...all.map((cells) => (cells[column] ?? "").length)));
  const text = all.map((cells) =>
    cells
      .map((cell, column) => pad(cell, column, widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const remarks = measured.flatMap((one) => ("reading" in one ? (one.reading.remarks ?? []).map((remark) => `${one.name}: ${remark}`) : []));
  const failures = measured.flatMap((one) => ("error" in one ? [`${one.name} was not measured: ${one.error}`] : []));
  return [...text, "", ...remarks, ...failures].join("\n").trimEnd();
}

function pad(cell: string, column: number, width: number): string {
  return TO_THE_LEFT.has(column) ? cell.padEnd(width) : cell.padStart(width);
}

function cellsOf(name: string, row: Row): string[] {
  const reached = isReached(row);
  const ratio = ratioOf(row);
  return [
    `${name}: ${row.what}`,
    withUnit(row.value, row.unit),
    row.spread ? `${figure(row.spread[0])} – ${figure(row.spread[1])}` : "",
    String(row.runs),
    row.goal ? goalWords(row.goal, row.unit) : "",
    reached === null ? "" : reached ? "ok" : "NOT",
    row.beside ? `${row.beside.what} ${withUnit(row.beside.value, row.unit)}` : "",
    ratio === null ? "" : ratioWords(ratio),
  ];
}

function goalWords(goal: Goal, unit: Unit): string {
  const [sign, limit] = "atLeast" in goal ? ["≥", goal.atLeast] : ["≤", goal.atMost];
  return goal.of === "value" ? `${sign} ${withUnit(limit, unit)}` : `${sign} ${ratioWords(limit)} of it`;
}

function ratioWords(ratio: number): string {
  return ratio < 1 ? `${figure(ratio * 100)} %` : `${figure(ratio)} ×`;
}

function withUnit(value: number, unit: Unit): string {
  return unit === "/s" ? `${figure(value)}/s` : `${figure(value)} ${unit}`.trim();
}

/** Three digits that matter, with thousands apart. */
function figure(value: number): string {
  const size = Math.abs(value);
  const digits = Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return value.toLocaleString("en-US", { maximumFractionDigits: digits, minimumFractionDigits: digits });
}
