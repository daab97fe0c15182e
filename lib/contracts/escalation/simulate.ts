import type { PersonRef } from "../actor.ts";
import { advance, type Reached } from "./advance.ts";
import { answerOf } from "./answer.ts";
import { foldEscalation } from "./fold.ts";
import type { PolicySnapshot, Target } from "./policy.ts";
import { type Escalation, type FiredStep, pagesOf, startEscalation, wordOf } from "./state.ts";
import { type EscalationView, nextMoment } from "./times.ts";

/** `decline`: they cannot take it. Both answer every page that the person has then. */
export type ForeseenAnswer = { at: string; person: string; answer?: "acknowledge" | "decline" };

/**
 * A question to the time machine: an incident opens at `openedAt` under this policy. `changes` move what conditions look at, `answers` are
 * people who answer; both at RFC 3339 times. Nobody else answers. It ends at `until`.
 */
export type Question = {
  policy: PolicySnapshot;
  openedAt: string;
  view: EscalationView;
  changes?: { at: string; view: Partial<EscalationView> }[];
  answers?: ForeseenAnswer[];
  reach: (target: Target, at: string) => Reached;
  until: string;
  /** One that runs already, as it stands at `openedAt`; absent: it begins then. */
  standing?: Escalation;
};

/** What would happen: a step that fires, a new round, or that nobody answered. */
export type Happening = { at: string } & (
  | { what: "step"; step: FiredStep }
  | { what: "acknowledged" | "declined"; person: PersonRef }
  | { what: "repeated" | "restarted" | "exhausted" }
);

/** Ids of pages that nobody stores. */
const NO_ID = "00000000-0000-4000-8000-000000000000";
const MOST_TURNS = 1_000;

/**
 * The engine's own rules (advance.ts) run on paper: who is reached, when, by which step. Pure: same question, same answer.
 */
export function simulate(question: Question): { happenings: Happening[]; escalation: Escalation } {
  let escalation = question.standing ?? startEscalation(NO_ID, question.policy, question.openedAt);
  let view = question.view;
  const happenings: Happening[] = [];
  const inputs = inputsOf(question);
  // Time never runs backwards: a condition that comes true late fires then.
  let clock = question.openedAt;
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `${NO_ID.slice(0, 24)}${String(ids).padStart(12, "0")}`;
  };
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const next = nextMoment(escalation, view);
    const input = inputs[0];
    const nextAt = next ? later(next.at, clock) : null;
    if (input && (nextAt === null || input.at < nextAt)) {
      inputs.shift();
      clock = later(input.at, clock);
      view = { ...view, ...input.view };
      const before = escalation;
      if (input.person) escalation = answered(escalation, { ...input, person: input.person }, happenings);
      if (escalation !== before) view = { ...view, lastActivityAt: input.at };
      continue;
    }
    if (nextAt === null || nextAt > question.until) break;
    clock = nextAt;
    const result = advance(escalation, view, { now: nextAt, newId, reach: (target) => question.reach(target, nextAt) });
    for (const fact of result.facts) happenings.push(...happeningsOf(fact, nextAt));
    escalation = result.escalation;
    if (result.facts.length === 0) break;
  }
  return { happenings, escalation };
}

type Input = { at: string; view?: Partial<EscalationView> } & Partial<Pick<ForeseenAnswer, "person" | "answer">>;

function inputsOf({ changes = [], answers = [] }: Question): Input[] {
  const all: Input[] = [...changes, ...answers];
  return all.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

function answered(escalation: Escalation, { person: id, answer = "acknowledge", at }: ForeseenAnswer, happenings: Happening[]): Escalation {
  const person = pagesOf(escalation).find((page) => page.person?.id === id)?.person;
  if (!person || wordOf(escalation) === "ended") return escalation;
  const fact = answerOf(escalation, { person, answer, means: "console" }, at);
  if (fact.pages.length === 0) return escalation;
  happenings.push({ at, what: fact.answer, person });
  return foldEscalation(escalation, fact, at) ?? escalation;
}

function happeningsOf(fact: ReturnType<typeof advance>["facts"][number], at: string): Happening[] {
  if (fact.kind === "page") return fact.steps.map((step) => ({ at, what: "step", step }));
  if (fact.kind === "escalation" && (fact.event === "repeated" || fact.event === "restarted" || fact.event === "exhausted"))
    return [{ at, what: fact.event }];
  return [];
}
