import type { Moment } from "../world/types.ts";

/** From 0 to 1 while minutes go from `from` to `to`. */
export function ramp(minutes: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (minutes - from) / (to - from)));
}

/** How much of a trouble stands: it comes within `risesIn` minutes and, once it was taken back, goes within `goesIn`. */
export function standing({ minutes, relieved }: Moment, risesIn: number, goesIn = 5): number {
  if (minutes < 0) return 0;
  return ramp(minutes, 0, risesIn) * (1 - (relieved === null ? 0 : ramp(relieved, 0, goesIn)));
}

/** How often a minute lines come that follow a trouble. */
export const whileStanding =
  (perMinute: number, risesIn: number, from = 0) =>
  (moment: Moment): number =>
    moment.minutes < from ? 0 : perMinute * standing(moment, risesIn);

export const MINUTE = 60_000;
