import { FALLBACK } from "./contracts/escalation/advance.ts";
import type { FiredStep } from "./contracts/escalation/state.ts";
import { triggerInWords } from "./contracts/escalation/words.ts";
import type { FactOf } from "./contracts/timeline.ts";
import type { Word } from "./describe-event.ts";

const strong = (text: string): Word => ({ strong: text });
const because = (reason: string | null): Word[] => (reason ? [` · “${reason}”`] : []);

/** `paged Ada for On-Call Engineer (at once)`, or that nobody was found. Words follow the actor's name. */
export function pageWords({ steps, reason }: FactOf<"page">): Word[] {
  const lost = steps.filter(({ pages }) => pages.length === 0);
  const told = lost.length > 1 ? [...steps.filter((step) => !lost.includes(step)).map(stepWords), lostWords(lost)] : steps.map(stepWords);
  const parts = told.flatMap((words, n): Word[] => [...(n > 0 ? [" · "] : []), ...words]);
  return [...parts, ...because(reason)];
}

/** Levels that found nobody, one after the other at one moment, said once. */
function lostWords(steps: readonly FiredStep[]): Word[] {
  const problems = [...new Set(steps.flatMap((step) => step.problems))];
  return [
    "found nobody to page for ",
    strong(listed(steps.map(({ title }) => title))),
    ...(problems.length > 0 ? [` · ${problems.join("; ")}`] : []),
  ];
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function stepWords({ step, title, trigger, pages, problems }: FiredStep): Word[] {
  const why = trigger ? ` (${triggerInWords(trigger)})` : "";
  const here = pages.filter(({ answer }) => answer?.means === "here").map(({ name }) => name);
  const called = pages.filter(({ answer }) => answer?.means !== "here").map(({ name }) => name);
  const lost = problems.length > 0 ? ` · ${problems.join("; ")}` : "";
  if (called.length > 0) {
    if (step === FALLBACK) return ["told ", strong(called.join(", ")), ` that nobody answered${lost}`];
    const also = here.length > 0 ? `; ${here.join(", ")} already here` : "";
    return ["paged ", strong(called.join(", ")), ` for ${title}${why}${also}${lost}`];
  }
  if (here.length > 0) return ["paged nobody for ", strong(title), `${why}: ${here.join(", ")} already here${lost}`];
  return ["found nobody to page for ", strong(title), `${why}${lost}`];
}

const MEANS_WORDS = {
  console: "",
  link: " by link",
  slack: " in Slack",
  pagerduty: " in PagerDuty",
  api: " by the API",
  agent: " through an agent",
  here: "",
} as const;

/** `acknowledged`, with by what means and for whom where that is somebody else. */
export function acknowledgementWords({ person, answer, means, settles }: FactOf<"acknowledgement">, actorId: string): Word[] {
  const verb = answer === "acknowledged" ? "acknowledged the page" : "cannot take the page";
  const whose: Word[] = person.id === actorId ? [] : [" for ", strong(person.name)];
  const stops = answer === "acknowledged" && settles ? "; nobody further is paged for want of an answer" : "";
  return [verb, ...whose, `${MEANS_WORDS[means]}${stops}`];
}

/** What became of the escalation. */
export function escalationWords(fact: FactOf<"escalation">): Word[] {
  switch (fact.event) {
    case "started":
      return ["started the escalation", ...(fact.policy ? [" by ", strong(fact.policy.name)] : []), ...because(fact.reason)];
    case "repeated":
      return ["heard ", strong("no answer"), " and begins again at the first level"];
    case "restarted":
      return ["saw ", strong("no activity since the acknowledgement"), " and begins again at the first level"];
    case "exhausted":
      return ["heard ", strong("no answer"), " at any level"];
    case "stood-down": {
      const told = fact.tells.length > 0 ? ` · told ${fact.tells.map(({ name }) => name).join(", ")}` : "";
      return ["stood everybody down", ...because(fact.reason), told];
    }
    case "held":
      return ["holds what came due ", strong("until somebody lets it go on"), ...because(fact.reason)];
    case "resumed":
      return ["let the escalation go on", ...because(fact.reason)];
    case "unreachable":
      return ["reports: ", strong(fact.reason ?? "a page could not be delivered")];
    default:
      return fact.event satisfies never;
  }
}
