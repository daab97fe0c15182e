import type { Window } from "../capture.ts";

const POINTS = 480;
const SHORTEST_SECONDS = 15;
/** Prometheus refuses more points in a series. */
export const MOST_POINTS = 11_000;

/** A step in whole seconds that gives about 480 points, never under 15 s, the usual interval of scrapes. Pure. */
export function stepFor({ from, to }: Window): number {
  return Math.max(SHORTEST_SECONDS, Math.ceil((to - from) / 1_000 / POINTS));
}

/** The window of a rate: four scrapes at least, and no gap between two steps. Pure. */
export function rateWindow(stepSeconds: number): string {
  return `${Math.max(4 * SHORTEST_SECONDS, 2 * stepSeconds)}s`;
}
