import { union } from "./figures.ts";
import type { ImpactInterval } from "./incident.ts";

/** A stretch of impact as budgets count it, in milliseconds since 1970. `share`: 0 to 1, null where nobody said it. */
export type Struck = { level: ImpactInterval["level"]; share: number | null; from: number; to: number };

/** Stretches of an incident; one that lasts ends `now`, RFC 3339. Pure. */
export function struckBy(intervals: readonly Pick<ImpactInterval, "level" | "share" | "startedAt" | "endedAt">[], now: string): Struck[] {
  return intervals.map(({ level, share, startedAt, endedAt }) => {
    const from = Date.parse(startedAt);
    return { level, share, from, to: Math.max(from, Date.parse(endedAt ?? now)) };
  });
}

/** Milliseconds that an objective allows to be bad within a window: `(1 − objective) × window`. */
export function allowedTime(objective: number, windowDays: number): number {
  return (1 - objective) * windowDays * 86_400_000;
}

/** Milliseconds of a budget consumed by time: the union of the stretches that were partly or wholly down. Degraded is not down. Pure. */
export function downTime(stretches: readonly Struck[]): number {
  const windows = stretches.flatMap(({ level, from, to }) => (level === "degraded" ? [] : [{ from, to, isOpen: false }]));
  return union(windows).reduce((total, { from, to }) => total + to - from, 0);
}

/** Milliseconds of a budget consumed by requests: stretches × the share that failed; in full where nobody said a share. Pure. */
export function failedTime(stretches: readonly Struck[]): number {
  return stretches.reduce((total, { from, to, share }) => total + (to - from) * (share ?? 1), 0);
}

/** The stretches as far as they lie within [from, to). Pure. */
export function clipped(stretches: readonly Struck[], from: number, to: number): Struck[] {
  return stretches.flatMap((one) => (one.from < to && one.to > from ? [{ ...one, from: Math.max(one.from, from), to: Math.min(one.to, to) }] : []));
}
