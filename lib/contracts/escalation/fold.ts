import type { EscalationFacts } from "./facts.ts";
import { isAnswered } from "./needs.ts";
import { type Escalation, type FiredStep, type PageAnswer, startEscalation } from "./state.ts";

/** More steps than any ladder has; older ones stay readable in the log. */
const MOST_STEPS = 200;

/** The escalation after one more of its facts, recorded at `at` (RFC 3339). Pure. */
export function foldEscalation(before: Escalation | null, fact: EscalationFacts, at: string): Escalation | null {
  if (fact.kind === "escalation" && fact.event === "started") return startedAgain(before, fact, at);
  if (before === null) return null;
  switch (fact.kind) {
    case "page": {
      const after = { ...before, fired: [...before.fired, ...fact.steps].slice(-MOST_STEPS) };
      return after.acknowledgedAt === null && isAnswered(after) ? { ...after, acknowledgedAt: at } : after;
    }
    case "acknowledgement":
      return acknowledged(before, fact, at);
    case "escalation":
      return moved(before, fact, at);
    default:
      return fact satisfies never;
  }
}

/** Nothing fires in an incident that is over, and what fired before it was opened again stays told. */
export function endEscalation(escalation: Escalation | null, at: string): Escalation | null {
  return escalation && !escalation.endedAt ? { ...escalation, endedAt: at } : escalation;
}

/** After a merge at `mergedAt` is undone: what the merge ended goes on. */
export function resumeEscalation(escalation: Escalation | null, mergedAt: string | null): Escalation | null {
  return escalation && mergedAt !== null && escalation.endedAt === mergedAt ? { ...escalation, endedAt: null } : escalation;
}

type Event<K extends EscalationFacts["kind"]> = Extract<EscalationFacts, { kind: K }>;

function startedAgain(before: Escalation | null, fact: Event<"escalation">, at: string): Escalation {
  const begun = startEscalation(fact.escalation, fact.policy, at);
  if (!before) return begun;
  const loop = before.loop + 1;
  return { ...begun, loop, firstLoop: loop, fired: before.fired };
}

function acknowledged(before: Escalation, fact: Event<"acknowledgement">, at: string): Escalation {
  const answer: PageAnswer = { answer: fact.answer, at, means: fact.means };
  const after = { ...before, fired: withAnswers(before.fired, fact.pages, answer) };
  return fact.settles ? { ...after, acknowledgedAt: before.acknowledgedAt ?? at } : after;
}

function moved(before: Escalation, fact: Event<"escalation">, at: string): Escalation {
  switch (fact.event) {
    case "repeated":
      return { ...before, loop: before.loop + 1, loopStartedAt: at };
    case "restarted":
      return { ...before, loop: before.loop + 1, loopStartedAt: at, acknowledgedAt: null, exhaustedAt: null };
    case "exhausted":
      return { ...before, exhaustedAt: at };
    case "stood-down":
      return { ...before, stoodDownAt: at };
    case "held":
      return { ...before, heldAt: at };
    case "resumed": {
      const { heldAt: _, ...after } = before;
      return after;
    }
    case "unreachable":
      return { ...before, fired: withAnswers(before.fired, fact.page ? [fact.page] : [], { answer: "unreachable", at, means: null }) };
    default:
      return before;
  }
}

/** The first answer of a page stands. */
function withAnswers(fired: FiredStep[], ids: readonly string[], answer: PageAnswer): FiredStep[] {
  if (ids.length === 0) return fired;
  return fired.map((step) =>
    step.pages.some(({ id }) => ids.includes(id))
      ? { ...step, pages: step.pages.map((page) => (ids.includes(page.id) && isOpenTo(page.answer, answer) ? { ...page, answer } : page)) }
      : step,
  );
}

/** Whoever declined, or could not be reached, may still take it. */
function isOpenTo(before: PageAnswer | null, { answer }: PageAnswer): boolean {
  return before === null || (answer === "acknowledged" && before.answer !== "acknowledged");
}
