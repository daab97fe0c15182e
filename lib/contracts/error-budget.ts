import { union } from "./figures.ts";
import type { ImpactInterval } from "./incident.ts";

/** A stretch of impact as budgets count it: RFC 3339, `endedAt` null while it lasts, `share` 0 to 1 or null where nobody said it. */
export type Struck = Pick<ImpactInterval, "level" | "share" | "startedAt" | "endedAt">;

/** Milliseconds that an objective allows to be bad within a window: `(1 − objective) × window`. */
export function allowedTime(objective: number, windowDays: number): number {
  return (1 - objective) * windowDays * 86_400_000;
}

/** Milliseconds of a budget consumed by time: the union of the stretches that were partly or wholly down. Degraded is not down. Pure. */
export function downTime(intervals: readonly Struck[], now: string): number {
  const down = intervals.filter(({ level }) => level !== "degraded");
  const windows = down.map((one) => ({ from: Date.parse(one.startedAt), to: Date.parse(one.startedAt) + lengthOf(one, now), isOpen: false }));
  return union(windows).reduce((total, { from, to }) => total + to - from, 0);
}

/** Milliseconds of a budget consumed by requests: stretches × the share that failed; in full where nobody said a share. Pure. */
export function failedTime(intervals: readonly Struck[], now: string): number {
  return intervals.reduce((total, one) => total + lengthOf(one, now) * (one.share ?? 1), 0);
}

function lengthOf({ startedAt, endedAt }: Struck, now: string): number {
  return Math.max(0, Date.parse(endedAt ?? now) - Date.parse(startedAt));
}

/** The stretches as far as they lie within [from, to), RFC 3339; one that lasts ends at `to` or `now`, whichever comes first. Pure. */
export function clipped(intervals: readonly Struck[], from: string, to: string, now: string): Struck[] {
  const end = to < now ? to : now;
  return intervals.flatMap((one) => {
    const startedAt = one.startedAt < from ? from : one.startedAt;
    const endedAt = one.endedAt === null || one.endedAt > end ? end : one.endedAt;
    return startedAt < endedAt ? [{ ...one, startedAt, endedAt }] : [];
  });
}
