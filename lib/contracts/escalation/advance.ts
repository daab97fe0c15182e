import type { PersonRef } from "../actor.ts";
import type { EscalationFacts } from "./facts.ts";
import { foldEscalation } from "./fold.ts";
import { type Target, targetKey } from "./policy.ts";
import type { Escalation, FiredStep, Page } from "./state.ts";
import { type EscalationView, levelTimes, nextMoment } from "./times.ts";

/** The step that tells whoever is left that nobody answered. */
export const FALLBACK = "fallback";

/** Whom a target means at this moment. `problem`: why it is nobody. `isHere`: already at work on the incident, so that no page is needed. */
export type Reached = { people: (PersonRef & { isHere: boolean })[]; channels: { id: string; name: string }[]; problem: string | null };

/** What advancing needs besides the state: the time, whom targets mean then, and ids for pages. */
export type Surroundings = { now: string; reach: (target: Target) => Reached; newId: () => string };

/**
 * Everything that is due by `now`: the facts to record in order, and the escalation after them. The engine records them, the time machine
 * only reads them; there is no second rule anywhere. Pure but for `newId`.
 */
export function advance(escalation: Escalation, view: EscalationView, around: Surroundings): { facts: EscalationFacts[]; escalation: Escalation } {
  const facts: EscalationFacts[] = [];
  let state = escalation;
  // Every fact moves the next moment on; the bound is for a rule that would not.
  for (let turn = 0; turn < 100; turn += 1) {
    const next = nextMoment(state, view);
    if (!next || next.at > around.now) break;
    for (const fact of factsOf(state, view, next.what, around)) {
      facts.push(fact);
      state = foldEscalation(state, fact, around.now) ?? state;
    }
  }
  return { facts: together(facts), escalation: state };
}

/** Steps that follow each other at one moment, since the first found nobody, are one fact: one line on the timeline. */
function together(facts: readonly EscalationFacts[]): EscalationFacts[] {
  const merged: EscalationFacts[] = [];
  for (const fact of facts) {
    const last = merged.at(-1);
    if (fact.kind === "page" && last?.kind === "page") merged[merged.length - 1] = { ...last, steps: [...last.steps, ...fact.steps] };
    else merged.push(fact);
  }
  return merged;
}

function factsOf(
  state: Escalation,
  view: EscalationView,
  what: NonNullable<ReturnType<typeof nextMoment>>["what"],
  around: Surroundings,
): EscalationFacts[] {
  switch (what) {
    case "level":
      return [pageFact(state, dueSteps(state, view, around))];
    case "repeat":
      return [event(state, "repeated")];
    case "timeout":
      return [event(state, "restarted")];
    case "exhausted":
      return [event(state, "exhausted"), pageFact(state, [fallbackStep(state, around)])];
    default:
      return what satisfies never;
  }
}

function dueSteps(state: Escalation, view: EscalationView, around: Surroundings): FiredStep[] {
  const due = levelTimes(state, view).filter((time) => time.state === "due" && time.at !== null && time.at <= around.now);
  return due.map(({ level, trigger }) => ({
    ...stepOf(level.targets, around),
    step: level.id,
    title: level.title,
    loop: state.loop,
    trigger,
  }));
}

function fallbackStep(state: Escalation, around: Surroundings): FiredStep {
  return {
    ...stepOf(state.policy?.fallback ?? [{ kind: "admins" }], around),
    step: FALLBACK,
    title: "Nobody answered",
    loop: state.loop,
    trigger: null,
  };
}

/** The pages of one step: each person and each channel once, however many targets lead there. */
export function stepOf(targets: readonly Target[], { now, reach, newId }: Surroundings): Pick<FiredStep, "at" | "pages" | "problems"> {
  const pages = new Map<string, Page>();
  const problems: string[] = [];
  for (const target of targets) {
    const { people, channels, problem } = reach(target);
    if (problem !== null) problems.push(problem);
    const key = targetKey(target);
    for (const { id, name, isHere } of people) {
      const answer = isHere ? ({ answer: "acknowledged", at: now, means: "here" } as const) : null;
      if (!pages.has(id)) pages.set(id, { id: newId(), target: key, name, person: { id, name }, answer });
    }
    for (const { id, name } of channels) if (!pages.has(id)) pages.set(id, { id: newId(), target: key, name, person: null, answer: null });
  }
  return { at: now, pages: [...pages.values()], problems };
}

function pageFact(state: Escalation, steps: FiredStep[]): EscalationFacts {
  return { kind: "page", escalation: state.id, reason: null, isByHand: false, steps };
}

function event(state: Escalation, name: "repeated" | "restarted" | "exhausted"): EscalationFacts {
  return { kind: "escalation", escalation: state.id, event: name, reason: null, policy: null, page: null, tells: [] };
}
