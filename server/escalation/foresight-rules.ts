import { planDeliveries, urgencyOf } from "#lib/contracts/contact.ts";
import { FALLBACK, type Reached } from "#lib/contracts/escalation/advance.ts";
import type { PolicySnapshot, Target } from "#lib/contracts/escalation/policy.ts";
import { type Happening, simulate } from "#lib/contracts/escalation/simulate.ts";
import { type Escalation, type FiredStep, wordOf } from "#lib/contracts/escalation/state.ts";
import type { ForeseenStep, Foresight } from "#lib/contracts/escalation/time-machine.ts";
import { type EscalationView, minutesAfter } from "#lib/contracts/escalation/times.ts";
import { minutesInWords, triggerInWords } from "#lib/contracts/escalation/words.ts";
import type { Reachable } from "#server/timeline/index.ts";

/** Nothing of a ladder waits longer than a week, and it repeats nine times at most. */
const LONGEST_MINUTES = 80 * 1_440;

export type Foreseeing = {
  policy: PolicySnapshot;
  opensAt: string;
  view: EscalationView;
  acknowledgedAfterMinutes: number | null;
  reach: (target: Target, at: string) => Reached;
  /** How people can be reached; those who are missing have the inbox only. */
  means: ReadonlyMap<string, Reachable>;
  /** One that runs already, as it stands at `opensAt`. */
  standing?: Escalation;
};

/** The engine's rules run on paper, with whom each step reaches and by what. Pure. */
export function foresee(asked: Foreseeing): Foresight {
  const { policy, opensAt, view, means, acknowledgedAfterMinutes, standing } = asked;
  const question = {
    policy,
    openedAt: opensAt,
    view,
    reach: asked.reach,
    until: minutesAfter(opensAt, LONGEST_MINUTES),
    ...(standing ? { standing } : {}),
  };
  const unanswered = simulate(question);
  const answers = acknowledgedAfterMinutes === null ? [] : answerOfFirst(unanswered.happenings, minutesAfter(opensAt, acknowledgedAfterMinutes));
  const { happenings, escalation } = answers.length > 0 ? simulate({ ...question, answers }) : unanswered;
  const minutes = (at: string) => Math.round((Date.parse(at) - Date.parse(opensAt)) / 6_000) / 10;
  return {
    policy: policy.name,
    opensAt,
    severity: view.severity,
    steps: happenings.flatMap((one) => (one.what === "step" ? [stepOf(policy, one.step, view, means, minutes(one.at))] : [])),
    turns: happenings.flatMap((one) => {
      if (one.what === "step" || one.what === "declined") return [];
      return [{ at: one.at, minutes: minutes(one.at), what: one.what, who: one.what === "acknowledged" ? one.person.name : null }];
    }),
    end: endOf(wordOf(escalation), happenings, minutes, standing !== undefined),
  };
}

/** Whoever was paged first, of those who were paged by then. */
function answerOfFirst(happenings: readonly Happening[], at: string): { at: string; person: string }[] {
  const first = happenings.find((one) => one.what === "step" && one.at <= at && one.step.pages.some(({ person }) => person));
  const person = first?.what === "step" ? first.step.pages.find((page) => page.person)?.person : null;
  return person ? [{ at, person: person.id }] : [];
}

function stepOf(policy: PolicySnapshot, step: FiredStep, view: EscalationView, means: Foreseeing["means"], minutes: number): ForeseenStep {
  const index = policy.levels.findIndex(({ id }) => id === step.step);
  return {
    at: step.at,
    minutes,
    level: index < 0 ? "-" : `L${index + 1}`,
    step: step.step,
    title: step.title,
    why: step.step === FALLBACK ? "nobody answered" : step.trigger ? triggerInWords(step.trigger) : "by hand",
    people: step.pages.flatMap(({ person, answer }) =>
      person && !answer ? [{ ...person, messages: messagesTo(person.id, step.at, view, means) }] : [],
    ),
    channels: step.pages.flatMap(({ person, name }) => (person ? [] : [name])),
    problems: step.problems,
  };
}

function messagesTo(id: string, now: string, { severity }: EscalationView, means: Foreseeing["means"]) {
  const { plan, methods } = means.get(id) ?? { plan: null, methods: [] };
  return planDeliveries({ urgency: urgencyOf(severity), severity, plan, methods, now }).map(({ channel, waitMs, isQuiet }) => ({
    channel,
    waitMinutes: Math.round(waitMs / 60_000),
    isQuiet,
  }));
}

function endOf(word: ReturnType<typeof wordOf>, happenings: readonly Happening[], minutes: (at: string) => number, isStanding: boolean): string {
  const last = happenings.at(-1);
  if (!last && isStanding) return "Nothing further fires by itself.";
  if (!last) return "Nothing would fire by itself: nobody is paged.";
  const when = minutesInWords(Math.round(minutes(last.at)));
  const reached = happenings.some((one) => one.what === "step" && one.step.pages.length > 0);
  if (!reached && !isStanding) return "Nobody would be reached at all.";
  switch (word) {
    case "acknowledged":
      return "It is acknowledged: nothing further fires for want of an answer.";
    case "exhausted":
      return `After ${when} the last step has fired, and whoever is the fallback knows that nobody answered.`;
    default:
      return `The last step fires after ${when}; after that nothing fires by itself.`;
  }
}
