"use client";

import { AlertTriangle, Clock } from "lucide-react";
import { clockOf, countdownOf } from "#lib/time.ts";
import { useNow } from "./use-now.ts";

const SIZES = { sm: "font-mono text-12", lg: "font-mono text-16 font-semibold tracking-tight sm:text-20" };
const SOON_MS = 5 * 60_000;

type ElapsedProps = { since: string; until?: string | null; serverNow?: string; size?: keyof typeof SIZES };

/** Time since an instant, ticking until `until`. `serverNow` is what a page shows before it ticks itself. */
export function Elapsed({ since, until, serverNow, size = "sm" }: ElapsedProps) {
  const now = useNow() ?? Date.parse(serverNow ?? since);
  const span = (until ? Date.parse(until) : now) - Date.parse(since);
  return (
    <span role="timer" aria-live="off" className={`whitespace-nowrap ${SIZES[size]} ${size === "lg" ? "text-ink" : ""}`}>
      {clockOf(span)}
    </span>
  );
}

type CountdownProps = {
  until: string;
  serverNow?: string;
  size?: keyof typeof SIZES;
  /** What is due, as in “The next update”. Given, its turns to soon and overdue are read out, once each. */
  announced?: string;
};

/** Time until something is due: amber in the last five minutes, then red and “overdue”. */
export function Countdown({ until, serverNow, size = "sm", announced }: CountdownProps) {
  const now = useNow() ?? Date.parse(serverNow ?? until);
  const left = Date.parse(until) - now;
  const state = left < 0 ? "overdue" : left < SOON_MS ? "soon" : "calm";
  const { tone, icon: Icon } = STATES[state];
  return (
    <span className={`inline-flex items-baseline gap-1 whitespace-nowrap ${tone}`}>
      {Icon ? <Icon size={size === "lg" ? 15 : 12} strokeWidth={2} aria-hidden className="translate-y-px self-center" /> : null}
      <span role="timer" aria-live="off" className={SIZES[size]}>
        {countdownOf(left)}
      </span>
      {state === "overdue" ? <span className="text-12 font-medium">overdue</span> : null}
      {announced ? (
        <span aria-live="polite" className="sr-only">
          {state === "calm" ? "" : `${announced} is ${state === "soon" ? "due within five minutes" : "overdue"}`}
        </span>
      ) : null}
    </span>
  );
}

const STATES = {
  calm: { tone: "text-ink", icon: null },
  soon: { tone: "text-warn", icon: Clock },
  overdue: { tone: "text-bad", icon: AlertTriangle },
};
