import type { ComponentState } from "./publication.ts";
import { DEFAULT_WEIGHTS, worseOf } from "./terms.ts";

/** A stretch of time in one state. Milliseconds since 1970, from inclusive to exclusive. */
export type StateSpan = { state: ComponentState | "unknown"; from: number; to: number };

/** What a minute in each state takes off, 0 to 1. Operational takes nothing off; unknown is no time at all. */
export type Weights = { degraded: number; partial: number; major: number; maintenance: number };

export type DayHistory = {
  /** When the day begins, milliseconds since 1970. */
  from: number;
  /** The worst state of the day; unknown where nothing of it is known. */
  worst: ComponentState | "unknown";
  /** Minutes in each state but operational, rounded up. */
  minutes: Partial<Record<ComponentState, number>>;
};

/**
 * The share of known time that counts as up, 0 to 1, or null when nothing is known: 1 − Σ weight × time in a state ÷ known time. Where stretches
 * overlap the worst one counts. The one function behind every uptime that Muster shows.
 */
export function uptimeOf(spans: readonly StateSpan[], from: number, to: number, weights: Weights = DEFAULT_WEIGHTS): number | null {
  let known = 0;
  let lost = 0;
  for (const { state, from: begin, to: end } of flattened(spans, from, to)) {
    if (state === "unknown") continue;
    known += end - begin;
    lost += (end - begin) * (state === "operational" ? 0 : weights[state]);
  }
  return known === 0 ? null : 1 - lost / known;
}

/** `99.98 %`: two digits, cut and never rounded up, so that 100 % means that nothing was lost. */
export function uptimeInWords(uptime: number): string {
  if (uptime >= 1) return "100 %";
  return `${(Math.floor(uptime * 10_000 + 1e-9) / 100).toFixed(2)} %`;
}

/** Each day between neighbouring `boundaries` (milliseconds), with its worst state and its minutes of trouble. */
export function daysOf(spans: readonly StateSpan[], boundaries: readonly number[]): DayHistory[] {
  return boundaries.slice(0, -1).map((from, index) => dayOf(spans, from, boundaries[index + 1] ?? from));
}

function dayOf(spans: readonly StateSpan[], from: number, to: number): DayHistory {
  let worst: DayHistory["worst"] = "unknown";
  const milliseconds: Partial<Record<ComponentState, number>> = {};
  for (const { state, from: begin, to: end } of flattened(spans, from, to)) {
    if (state === "unknown") continue;
    worst = worst === "unknown" ? state : worseOf(worst, state);
    if (state !== "operational") milliseconds[state] = (milliseconds[state] ?? 0) + end - begin;
  }
  const minutes = Object.fromEntries(Object.entries(milliseconds).map(([state, ms]) => [state, Math.ceil(ms / 60_000)]));
  return { from, worst, minutes };
}

/**
 * The window cut into stretches that do not overlap, each in its worst state. Trouble outweighs operational and unknown, and operational
 * outweighs unknown.
 */
export function flattened(spans: readonly StateSpan[], from: number, to: number): StateSpan[] {
  const inside = spans.map((span) => ({ ...span, from: Math.max(span.from, from), to: Math.min(span.to, to) })).filter((span) => span.from < span.to);
  const edges = [...new Set([from, to, ...inside.flatMap((span) => [span.from, span.to])])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((begin, index) => {
    const end = edges[index + 1] ?? begin;
    const over = inside.filter((span) => span.from <= begin && span.to >= end);
    return { state: over.reduce<StateSpan["state"]>((worst, { state }) => worstOf(worst, state), "unknown"), from: begin, to: end };
  });
}

function worstOf(one: StateSpan["state"], other: StateSpan["state"]): StateSpan["state"] {
  if (one === "unknown") return other;
  return other === "unknown" ? one : worseOf(one, other);
}
