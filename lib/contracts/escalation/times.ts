import type { Severity } from "../incident.ts";
import { SEVERITIES } from "../incident-terms.ts";
import type { Level, Trigger } from "./policy.ts";
import type { Escalation } from "./state.ts";

/** What conditions of triggers look at. `lastActivityAt`: when somebody last did something in the incident; null: not known here. */
export type EscalationView = { severity: Severity | null; revenuePerHour: number | null; lastActivityAt: string | null };

/**
 * What conditions look at, taken from a room. Activity after an acknowledgement is not in the state: the engine looks when the time has come.
 */
export function viewOf({ severity, figures }: { severity: Severity | null; figures: { revenuePerHour: number | null } }): EscalationView {
  return { severity, revenuePerHour: figures.revenuePerHour, lastActivityAt: null };
}

/**
 * Where a level stands. `due`: fires at `at` unless something changes; `waits`: its condition does not hold; `stopped`: no longer wanted,
 * since somebody acknowledged or it was stood down; `by-hand`: fires by nothing else. `trigger`: the one that fires it, or would.
 */
export type LevelTime = {
  level: Level;
  index: number;
  state: "fired" | "due" | "waits" | "stopped" | "by-hand";
  at: string | null;
  trigger: Trigger | null;
};

/** Every level of an escalation's policy, in order. Empty without a policy. Pure. */
export function levelTimes(escalation: Escalation, view: EscalationView): LevelTime[] {
  const levels = escalation.policy?.levels ?? [];
  const hurriedAt = whenNobodyIsLeft(escalation);
  let isHurried = hurriedAt !== null;
  return levels.map((level, index) => {
    const time = timeOf(escalation, view, level);
    const step = { level, index, ...time };
    if (!isHurried || step.state !== "due" || step.trigger?.until !== "acknowledged") return step;
    isHurried = false;
    return hurriedAt !== null && step.at !== null && hurriedAt < step.at ? { ...step, at: hurriedAt } : step;
  });
}

/** What an escalation does next by itself, and when (RFC 3339; may be past: at once). Null: nothing. Pure. */
export type NextMoment = { what: "level" | "repeat" | "exhausted" | "timeout"; at: string };

export function nextMoment(escalation: Escalation, view: EscalationView): NextMoment | null {
  if (isOver(escalation) || escalation.heldAt) return null;
  const times = levelTimes(escalation, view);
  const moments: NextMoment[] = times.flatMap(({ state, at }) => (state === "due" && at !== null ? [{ what: "level" as const, at }] : []));
  const round = endOfRound(escalation, times);
  if (round) moments.push(round);
  const timeout = timeoutOf(escalation, view);
  if (timeout) moments.push({ what: "timeout", at: timeout });
  return moments.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))[0] ?? null;
}

export function isOver({ stoodDownAt, endedAt }: Escalation): boolean {
  return stoodDownAt !== null || endedAt !== null;
}

/** RFC 3339 plus minutes. */
export function minutesAfter(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}

function timeOf(escalation: Escalation, view: EscalationView, level: Level): Omit<LevelTime, "level" | "index"> {
  const wasFired = firedAt(escalation, level, "ever");
  const isFiredNow = firedAt(escalation, level, "loop");
  const open = level.triggers.filter((trigger) => (trigger.until === "acknowledged" ? isFiredNow === null : wasFired === null));
  const live = isOver(escalation) ? [] : open.filter((trigger) => isLive(escalation, trigger));
  const held = live.filter((trigger) => holds(trigger, view));
  const first = earliest(held, escalation);
  if (first) return { state: "due", at: first.at, trigger: first.trigger };
  if (wasFired !== null) return { state: "fired", at: wasFired, trigger: null };
  if (live.length > 0) return { state: "waits", at: null, trigger: earliest(live, escalation)?.trigger ?? null };
  return { state: level.triggers.length === 0 ? "by-hand" : "stopped", at: null, trigger: null };
}

function earliest(triggers: Trigger[], escalation: Escalation): { at: string; trigger: Trigger } | null {
  const timed = triggers.map((trigger) => ({ trigger, at: minutesAfter(baseOf(escalation, trigger), trigger.afterMinutes) }));
  return timed.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))[0] ?? null;
}

function baseOf(escalation: Escalation, { until }: Trigger): string {
  return until === "acknowledged" ? escalation.loopStartedAt : escalation.startedAt;
}

function isLive({ acknowledgedAt, exhaustedAt }: Escalation, { until }: Trigger): boolean {
  return until === "resolved" || (acknowledgedAt === null && exhaustedAt === null);
}

function holds({ severity, revenuePerHour }: Trigger, view: EscalationView): boolean {
  const isSevere = severity === null || (view.severity !== null && SEVERITIES.indexOf(view.severity) <= SEVERITIES.indexOf(severity));
  return isSevere && (revenuePerHour === null || (view.revenuePerHour ?? 0) > revenuePerHour);
}

/** When a level last fired, in this round or in any since the escalation began. */
function firedAt({ fired, loop, firstLoop }: Escalation, { id }: Level, scope: "loop" | "ever"): string | null {
  const from = scope === "loop" ? loop : firstLoop;
  return fired.findLast((step) => step.step === id && step.loop >= from)?.at ?? null;
}

/** Since when nobody is left who could answer in this round: all declined, or none could be reached. Null while somebody is, or nothing fired. */
function whenNobodyIsLeft({ fired, loop, acknowledgedAt }: Escalation): string | null {
  const steps = fired.filter((step) => step.loop === loop);
  if (steps.length === 0 || acknowledgedAt !== null) return null;
  const pages = steps.flatMap((step) => step.pages);
  if (pages.some(({ answer }) => answer === null)) return null;
  return [...steps.map(({ at }) => at), ...pages.flatMap(({ answer }) => answer?.at ?? [])].toSorted().at(-1) ?? null;
}

/** What follows when every level of a round has fired and nobody acknowledged. A round that found nobody at all is not tried again first. */
function endOfRound(escalation: Escalation, times: LevelTime[]): NextMoment | null {
  const { policy, fired, acknowledgedAt, exhaustedAt, loop, firstLoop } = escalation;
  if (!policy || acknowledgedAt !== null || exhaustedAt !== null) return null;
  const waiting = times.filter(({ level }) => level.triggers.some(({ until }) => until === "acknowledged"));
  if (waiting.length === 0 || waiting.some(({ state, trigger }) => state === "due" && trigger?.until === "acknowledged")) return null;
  const last = waiting
    .flatMap(({ level }) => firedAt(escalation, level, "loop") ?? [])
    .toSorted()
    .at(-1);
  if (last === undefined) return null;
  const hasReached = fired.some((step) => step.loop === loop && step.pages.length > 0);
  if (!hasReached) return { what: "exhausted", at: last };
  const waitedAt = minutesAfter(last, policy.repeatAfterMinutes);
  if (loop - firstLoop < policy.repeat) return { what: "repeat", at: waitedAt };
  return { what: "exhausted", at: whenNobodyIsLeft(escalation) ?? waitedAt };
}

function timeoutOf({ policy, acknowledgedAt }: Escalation, { lastActivityAt }: EscalationView): string | null {
  if (!policy?.timeoutMinutes || acknowledgedAt === null) return null;
  const from = lastActivityAt !== null && lastActivityAt > acknowledgedAt ? lastActivityAt : acknowledgedAt;
  return minutesAfter(from, policy.timeoutMinutes);
}
