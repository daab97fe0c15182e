import type { LogVolume } from "#lib/contracts/investigation.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import type { Analysis } from "#lib/trpc/outputs.ts";

/** Times in Unix seconds, as the charts count. */
export type Series = { id: string; title: string; times: number[]; values: (number | null)[]; changeAt: number | null };
export type Mark = { at: number; label: string; lane: "change" | "event" | "seen" };
/** Log lines a minute, one value a step. `level` null: of one template. */
export type Volume = Omit<Series, "changeAt" | "values"> & { level: LogVolume["lanes"][number]["level"]; values: number[] };
export type LaneData = { from: number; to: number; series: Series[]; volumes: Volume[]; marks: Mark[]; templates: Analysis["templates"] };

export const MOST_SERIES = 8;
const MOST_TEMPLATES = 6;
/** Facts of the incident itself that one wants to see beside the curves. */
const TOLD = ["declared", "status", "severity", "note", "update", "alert", "change"];

/** What of an analysis and of the timeline lies on one axis of time; null where there are neither points nor lines with a time. Pure. */
export function laneDataOf(
  { analysis, logVolume }: { analysis: Analysis; logVolume: LogVolume | null },
  entries: readonly TimelineEntry[],
  labelOf: (entry: TimelineEntry) => string,
): LaneData | null {
  const series = analysis.evidence.flatMap(({ id, title, points }): Series[] => {
    if (!points || points.values.length < 2) return [];
    const begin = Date.parse(points.from) / 1000;
    const times = points.values.map((_, index) => begin + (index * points.stepMs) / 1000);
    return [{ id, title, times, values: points.values, changeAt: points.changeAt ? Date.parse(points.changeAt) / 1000 : null }];
  });
  const shown = series.slice(0, MOST_SERIES);
  const volumes = volumesOf(logVolume);
  const axis = shown.length > 0 ? shown : volumes;
  if (axis.length === 0) return null;
  const from = Math.min(...axis.map(({ times }) => times[0] ?? 0));
  const to = Math.max(...axis.map(({ times }) => times.at(-1) ?? 0));
  const isWithin = ({ at }: Mark) => at >= from && at <= to;
  const changes = analysis.evidence.flatMap(({ kind, at, title }): Mark[] =>
    at && kind === "change" ? [{ at: Date.parse(at) / 1000, label: title, lane: "change" }] : [],
  );
  const isOfChanges = ({ evidence: ids }: { evidence: string[] }) =>
    ids.length > 0 && ids.every((id) => analysis.evidence.some((item) => item.id === id && item.kind === "change"));
  const seen = analysis.timeline
    .filter((line) => !isOfChanges(line))
    .map(({ at, text }): Mark => ({ at: Date.parse(at) / 1000, label: text, lane: "seen" }));
  const events = entries
    .filter(({ fact }) => TOLD.includes(fact.kind))
    .map((entry): Mark => ({ at: Date.parse(entry.occurredAt) / 1000, label: labelOf(entry), lane: "event" }));
  const marks = [...changes, ...seen, ...events].filter(isWithin).toSorted((one, other) => one.at - other.at);
  return { from, to, series: shown, volumes, marks, templates: analysis.templates.slice(0, MOST_TEMPLATES) };
}

function volumesOf(logVolume: LogVolume | null): Volume[] {
  if (!logVolume) return [];
  const begin = Date.parse(logVolume.from) / 1000;
  const step = logVolume.stepMs / 1000;
  return logVolume.lanes.map(({ label, level, counts }, index) => ({
    id: `L${index + 1}`,
    title: label,
    level,
    times: counts.map((_, at) => begin + at * step),
    values: counts.map((count) => (count * 60) / step),
  }));
}

/** How many lanes there will be, before they are drawn. Pure. */
export function laneCount({ analysis, logVolume }: { analysis: Analysis | null; logVolume: LogVolume | null }): number {
  const series = analysis?.evidence.filter(({ points }) => points && points.values.length > 1).length ?? 0;
  return Math.min(MOST_SERIES, series) + (logVolume?.lanes.length ?? 0);
}

/** The value that a series has at an instant: that of the nearest step. Pure. */
export function valueAt({ times, values }: Pick<Series, "times" | "values">, at: number): number | null {
  const [begin = 0, next = 1] = times;
  const index = Math.round((at - begin) / (next - begin || 1));
  return values[index] ?? null;
}

/** Three significant figures, thousands apart. Pure. */
export function figureWords(value: number | null): string {
  if (value === null) return "–";
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));
}

export const clockWords = (at: number): string => new Date(at * 1000).toISOString().slice(11, 16);
