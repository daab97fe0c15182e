import type { Bundle, Series } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import type { LogDigest, LogTemplate } from "../logs/digest.ts";
import { middle } from "./numbers.ts";
import { shiftOf } from "./shift.ts";

/** A series that left its level and stayed away. `size` in robust deviations of the calm before. */
export type Move = {
  service: string;
  metric: string;
  at: number;
  direction: "up" | "down";
  size: number;
  from: number;
  to: number;
  backAt: number | null;
  /** A change of the mean that no single point shows: when it began is known by some points only. */
  isLight: boolean;
};

/** Lines that came up (or stopped) with the trouble. */
export type Turn = { template: LogTemplate; at: number; direction: "new" | "gone"; lines: number };

export type Onset = {
  /** Where the trouble that people saw begins in the data, Unix milliseconds. */
  at: number;
  /** When the trouble had surely begun: it was seen, or the service that shows it wrote errors that were never there before. A light shift of a series says less. */
  surelyAt: number;
  /** How far two clocks or two samples may lie apart. */
  tolerance: number;
  moves: Move[];
  turns: Turn[];
  /** When the data are as before again; null while they are not. */
  backAt: number | null;
};

const LEAST_TOLERANCE_MS = 90_000;
const ERROR_LEVEL = /^(err|fatal|crit|panic|emerg|severe|alert)/i;

/**
 * When and where things changed, by the data themselves. A light estimate of its own, behind one function so that another can take its place.
 * The beginning is the earliest lasting shift of what the symptoms name, or of lines at error level that were never there before.
 */
export function onsetOf(bundle: Bundle, frame: Frame): Onset {
  const seen = frame.onset;
  const moves = bundle.series.flatMap((series) => moveOf(series, seen)).toSorted((one, other) => one.at - other.at);
  const turns = bundle.logs.templates.flatMap((template) => turnOf(template, seen, bundle.logs)).toSorted((one, other) => one.at - other.at);
  const services = new Set(frame.symptoms.map(({ service }) => service));
  const named = new Set(frame.symptoms.map(({ service, metric }) => `${service}|${metric}`));
  const clear = moves.filter(({ isLight }) => !isLight);
  const failing = turns.filter(({ template, direction }) => direction === "new" && services.has(template.service) && isError(template));
  // Where errors come by the hundred, one or two of another kind that came before are what there always is.
  const most = Math.max(0, ...failing.map(({ lines }) => lines));
  const errors = failing.filter(({ lines }) => lines >= most * CALM_SHARE).map(({ at }) => at);
  const firsts = [
    seen,
    ...clear.filter(({ service, metric }) => named.has(`${service}|${metric}`)).map(({ at }) => at),
    ...clear.filter(({ service, metric, direction }) => services.has(service) && direction === "up" && TROUBLE.test(metric)).map(({ at }) => at),
    ...errors,
  ];
  const at = Math.min(...firsts);
  const backs = moves.flatMap(({ backAt }) => (backAt === null ? [] : [backAt]));
  const isBack = backs.length > 0 && backs.length * 2 >= moves.length;
  const tolerance = Math.max(LEAST_TOLERANCE_MS, 1.5 * stepOf(bundle.series));
  return { at, surelyAt: Math.min(seen, ...errors), tolerance, moves, turns, backAt: isBack ? middle(backs) : null };
}

const TROUBLE = /error|fail|5xx|latency|duration|timeout|reject|throttl|lag|p9\d/i;

export const isError = ({ level, text }: LogTemplate): boolean =>
  level ? ERROR_LEVEL.test(level) : /\b(error|exception|fatal|panic|failed)\b/i.test(text);

function moveOf(series: Series, seen: number): Move[] {
  const shift = shiftOf(series.times, series.values, seen);
  return shift ? [{ service: series.service, metric: series.metric, ...shift }] : [];
}

const CALM_SHARE = 0.02;

type Slotted = Pick<LogDigest, "from" | "slotMs">;
/** Lines by the beginning of their slot, by time. */
type Counted = [at: number, lines: number][];

/** A template is new when (nearly) all its lines come in one stretch that reaches the time of detection, and there was time before it without any. */
function turnOf(template: LogTemplate, seen: number, { from, slotMs }: Slotted): Turn[] {
  if (from === null) return [];
  const counted: Counted = [...template.counts]
    .flatMap(([slot, lines]): Counted => (lines > 0 ? [[slot * slotMs, lines]] : []))
    .toSorted(([one], [other]) => one - other);
  const first = counted[0]?.[0];
  const last = counted.at(-1)?.[0];
  if (first === undefined || last === undefined) return [];
  const begin = massBegin(counted, template.total, seen) ?? first;
  const isLate = begin - from > Math.max(60_000, (seen - from) * 0.15) && begin <= seen + 10 * 60_000;
  if (isLate) return [{ template, at: firstAt(template, begin, slotMs), direction: "new", lines: template.total }];
  const surge = surgeOf(counted, from, seen);
  if (surge !== null) return [{ template, at: surge, direction: "new", lines: template.total }];
  const gap = Math.max(120_000, (6 * (last - first)) / Math.max(1, template.total));
  return template.total > 8 && seen - last > gap ? [{ template, at: last, direction: "gone", lines: template.total }] : [];
}

/**
 * When the lines began to come, past the few that had come long before: whatever comes by the hundred has had its stray ones. Null without
 * such. What grows from its first line on has no strays: by the middle of its time more than a few have come.
 */
function massBegin(counted: Counted, total: number, seen: number): number | null {
  const begin = counted[0]?.[0] ?? seen;
  let before = 0;
  for (const [at, lines] of counted) {
    if (before + lines > total * CALM_SHARE) return before > 0 && at > (begin + seen) / 2 ? at : null;
    before += lines;
  }
  return null;
}

/** The slot from which a known template comes at many times its former rate. */
function surgeOf(counted: Counted, from: number, seen: number): number | null {
  const total = counted.reduce((sum, [, lines]) => sum + lines, 0);
  if (total < 20) return null;
  let before = 0;
  for (const [at, lines] of counted) {
    const share = (at - from) / Math.max(1, seen - from);
    if (share > 0.3 && at < seen && before / total < CALM_SHARE * 5 && before / total < share / 5) return at;
    before += lines;
  }
  return null;
}

const firstAt = ({ samples }: LogTemplate, begin: number, slotMs: number): number => {
  const at = samples[0]?.at ?? null;
  return at !== null && at >= begin && at < begin + slotMs ? at : begin;
};

function stepOf(series: readonly Series[]): number {
  const steps = series.flatMap(({ times }) => (times.length > 1 ? [((times.at(-1) ?? 0) - (times[0] ?? 0)) / (times.length - 1)] : []));
  return steps.length > 0 ? middle(steps) : 60_000;
}
