import type { Severity } from "../../incident.ts";
import { SEVERITIES } from "../../incident-terms.ts";
import type { Level, PolicyRules, Target, Trigger } from "../policy.ts";

/** Something that happens half a minute after a full one, so that it never meets a step. `person` is a place in the case's list of people. */
export type Input = { minutes: number } & (
  | { what: "acknowledge" | "decline"; person: number }
  | { what: "severity"; severity: Severity }
  | { what: "revenue"; revenue: number }
);

/** An incident's life as far as its escalation cares: the rules, how it began, what people did. */
export type Case = { rules: PolicyRules; severity: Severity; inputs: Input[] };

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A random case whose levels reach some of `targets` and in which some of `people` answer. */
export function aCase(seed: number, targets: readonly Target[], people: number): Case {
  const next = numbersFrom(seed);
  const upTo = (most: number) => Math.floor(next() * (most + 1));
  const pick = <T>(from: readonly [T, ...T[]] | readonly T[]): T => from[upTo(from.length - 1)] as T;
  const trigger = (): Trigger => ({
    afterMinutes: 5 * upTo(12),
    until: pick(["acknowledged", "acknowledged", "resolved"] as const),
    severity: next() < 0.3 ? pick(SEVERITIES) : null,
    revenuePerHour: next() < 0.2 ? pick([0, 1_000]) : null,
  });
  const level = (n: number): Level => ({
    id: `level-${n}`,
    title: `Level ${n}`,
    targets: Array.from({ length: 1 + upTo(2) }, () => pick(targets)),
    triggers: Array.from({ length: next() < 0.1 ? 0 : 1 + upTo(1) }, trigger),
    needs: pick(["one", "one", "all", 2] as const),
  });
  const rules: PolicyRules = {
    levels: Array.from({ length: 1 + upTo(4) }, (_, n) => level(n)),
    repeat: upTo(2),
    repeatAfterMinutes: 5 * (1 + upTo(4)),
    fallback: [pick(targets)],
    timeoutMinutes: next() < 0.3 ? 20 * (1 + upTo(2)) : null,
  };
  const input = (): Input => {
    const minutes = upTo(90) + 0.5;
    const what = pick(["acknowledge", "acknowledge", "decline", "decline", "severity", "revenue"] as const);
    if (what === "severity") return { minutes, what, severity: pick(SEVERITIES) };
    if (what === "revenue") return { minutes, what, revenue: pick([0, 500, 5_000]) };
    return { minutes, what, person: upTo(people - 1) };
  };
  const inputs = Array.from({ length: upTo(6) }, input).toSorted((one, other) => one.minutes - other.minutes);
  return { rules, severity: pick(SEVERITIES), inputs: inputs.filter(({ minutes }, n) => inputs[n - 1]?.minutes !== minutes) };
}
