import type { AgendaPoint } from "#lib/contracts/review-session.ts";

/** How long a point has taken, in milliseconds, at `now`. Pure. */
export function spentOf({ spentMs, startedAt }: Pick<AgendaPoint, "spentMs" | "startedAt">, now: number): number {
  return spentMs + (startedAt ? Math.max(0, now - Date.parse(startedAt)) : 0);
}

/** How a time box stands: within its time, or beyond it. Pure. */
export function toneOf(spent: number, box: number): "accent" | "bad" {
  return spent > box ? "bad" : "accent";
}
