import type { Measured } from "./measure-all.ts";

const UNITS: Record<string, string> = { percent: "%", pct: "%", seconds: "s", sec: "s", milliseconds: "ms", bytes: "B" };

/** What happened to a series, as a report says it: “The latency of cart rose from 0.21 s to 0.63 s at 14:20:00 UTC (calm: 0.17 to 0.37).” */
export function sentenceOf({ series, kind, baseline, direction, reached, at }: Measured): string {
  const verb = direction === "up" ? "rose" : "fell";
  const when = at === null ? "" : ` at ${clockOf(at)} UTC`;
  const unit = series.unit ? (UNITS[series.unit.toLowerCase()] ?? series.unit) : "";
  const calm = `calm: ${figureOf(baseline.low)} to ${figureOf(baseline.high)}`;
  const isNamed = series.metric.toLowerCase() === kind.words;
  const words = isNamed ? series.metric : `${kind.words} (${series.metric})`;
  const name = kind.name === "other" ? series.metric : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return `${name} of ${series.service} ${verb} from ${figureOf(baseline.center)}${pad(unit)} to ${figureOf(reached)}${pad(unit)}${when} (${calm}).`;
}

export function clockOf(at: number): string {
  return new Date(at).toISOString().slice(11, 19);
}

/** Three digits that say something; large numbers with a separator of thousands. */
export function figureOf(value: number): string {
  if (!Number.isFinite(value)) return "unknown";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1000 && size < 1e15) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}

function pad(unit: string): string {
  return unit === "" || unit === "%" ? unit : ` ${unit}`;
}
