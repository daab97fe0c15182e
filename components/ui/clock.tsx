"use client";

import { clockOf, countdownOf } from "#lib/time.ts";
import { useNow } from "./use-now.ts";

type ElapsedProps = { since: string; until?: string | null; serverNow?: string; size?: "sm" | "lg" };

/** Time since an instant, ticking until `until`. `serverNow` is what a page shows before it ticks itself. */
export function Elapsed({ since, until, serverNow, size = "sm" }: ElapsedProps) {
  const now = useNow() ?? Date.parse(serverNow ?? since);
  const span = (until ? Date.parse(until) : now) - Date.parse(since);
  return (
    <span role="timer" aria-live="off" className={SIZES[size]}>
      {clockOf(span)}
    </span>
  );
}

const SIZES = { sm: "font-mono text-12", lg: "font-mono text-16 font-semibold tracking-tight sm:text-20" };
const SOON_MS = 5 * 60_000;

/** Time until something is due: amber in the last five minutes, then red and "overdue". */
export function Countdown({ until, serverNow, size = "sm" }: { until: string; serverNow?: string; size?: "sm" | "lg" }) {
  const now = useNow() ?? Date.parse(serverNow ?? until);
  const left = Date.parse(until) - now;
  const tone = left < 0 ? "text-bad" : left < SOON_MS ? "text-warn" : "text-ink";
  return (
    <span role="timer" aria-live="off" className={`${SIZES[size]} ${tone}`}>
      {countdownOf(left)}
      {left < 0 ? <span className="font-sans text-12 font-medium"> overdue</span> : null}
    </span>
  );
}
