import type { Clue } from "../clue.ts";
import { excerptOf } from "../logs/say.ts";
import type { Notebook } from "../notebook.ts";
import type { PathChange } from "./path-changes.ts";
import { belowOf } from "./reach.ts";
import type { Stop } from "./stops.ts";
import type { Feature } from "./units.ts";

const TOLD_FROM = 0.1;
/** Changes of path above this are rarely chance; on public cases made ones lie above .45, accidental ones mostly below .3. */
const DOUBTFUL = 0.4;
const STEEPNESS = 4;
const STRONGEST = 0.95;
const OWN_BELOW = 0.3;
const EXCERPT = 150;
/** A change further down accounts for one above it, by up to this much. */
const EXPLAINED = 0.7;
const FROM_BELOW = 0.2;

/**
 * One clue a service: its surest change of path, less what a change in the services below it explains. Where its requests stop after a call whose callee shows
 * no changed path, the two share the blame.
 */
export function cluesOfPaths(
  changes: ReadonlyMap<string, readonly PathChange[]>,
  { callees, stops }: { callees: ReadonlyMap<string, ReadonlySet<string>>; stops: readonly Stop[] },
  at: number,
  notebook: Notebook,
): Clue[] {
  const surest = (service: string): number => changes.get(service)?.[0]?.strength ?? 0;
  const answers = new Map<string, Clue>();
  const own = [...changes].flatMap(([service, found]) => {
    const [first] = found;
    if (!first) return [];
    const below = Math.max(0, ...[...belowOf(service, callees)].map(surest));
    const left = first.strength * (1 - EXPLAINED * Math.min(1, Math.max(0, below - FROM_BELOW) * 1.2));
    const strength = STRONGEST / (1 + (DOUBTFUL / left) ** STEEPNESS);
    if (strength < TOLD_FROM) return [];
    const stop = stopOf(found, stops, surest);
    if (stop) {
      const clue = clueOfAnswer(stop, strength * stop.certainty, at, notebook);
      if (clue.strength > (answers.get(stop.callee)?.strength ?? TOLD_FROM)) answers.set(stop.callee, clue);
    }
    const isFromAnswer = stop !== null && stop.certainty > 0.5;
    const shared = isFromAnswer ? strength * (1 - stop.certainty) : strength;
    return [clueOfPath(found, first, shared, below < OWN_BELOW && !isFromAnswer ? "cause" : "either", at, notebook)];
  });
  return [...own, ...cluesOfStops(stops, new Set(own.map(({ service }) => service)), surest, answers, at, notebook), ...answers.values()];
}

/** Callers that stop, though what they no longer do is done elsewhere too and so is not missed: what is left of the blame for the callee. */
function cluesOfStops(
  stops: readonly Stop[],
  told: ReadonlySet<string>,
  surest: (service: string) => number,
  answers: Map<string, Clue>,
  at: number,
  notebook: Notebook,
): Clue[] {
  return stops.flatMap((stop) => {
    const { service, callee, before, after, requestsAfter, certainty } = stop;
    const sure = (after - before) * (requestsAfter / (requestsAfter + 1));
    const strength = STRONGEST / (1 + (DOUBTFUL / sure) ** STEEPNESS);
    if (told.has(service) || told.has(callee) || surest(callee) >= FROM_BELOW) return [];
    const clue = clueOfAnswer(stop, strength * certainty, at, notebook);
    if (clue.strength > (answers.get(callee)?.strength ?? TOLD_FROM)) answers.set(callee, clue);
    const left = strength * (1 - certainty);
    return left < TOLD_FROM ? [] : [{ ...clue, service, strength: left }];
  });
}

/** The call after which these changes begin, if its callee shows no changed path itself. */
function stopOf(found: readonly PathChange[], stops: readonly Stop[], surest: (service: string) => number): Stop | null {
  const [first] = found;
  const hosts = new Set(found.filter(({ strength }) => strength >= (first?.strength ?? 0) / 2).map(({ step }) => step.host));
  const [stop] = stops
    .filter(({ service, entry, callee }) => service === first?.service && (hosts.has(entry) || hosts.has(null)) && surest(callee) < FROM_BELOW)
    .toSorted((one, other) => (other.after - other.before) * other.certainty - (one.after - one.before) * one.certainty);
  return stop ?? null;
}

function clueOfAnswer(stop: Stop, strength: number, at: number, notebook: Notebook): Clue {
  const { service, callee, operation, entry, before, after, requestsBefore, requestsAfter } = stop;
  const shares = `in ${percent(after)} of ${requestsAfter} requests, against ${percent(before)} of ${requestsBefore} before`;
  const id = notebook.cite({
    kind: "spans",
    source: `calls of ${callee}`,
    title: `Nothing after ${operation}`,
    excerpt: `${service}, ${entry}: ${shares}`,
  });
  const statement = `${service} no longer goes on after its call of ${callee} ${operation} for requests to ${entry}: nothing comes after it ${shares}. What ${callee} answers has most likely changed: an error, or an empty answer.`;
  return { service: callee, signature: "code-path-cut", statement, strength, role: "either", at, evidence: [id] };
}

function clueOfPath(found: readonly PathChange[], first: PathChange, strength: number, role: Clue["role"], at: number, notebook: Notebook): Clue {
  const failing = found.find(({ step, strength: sure }) => step.isBad && sure >= first.strength / 2);
  const missing = found.find(({ step, strength: sure }) => !step.isBad && sure >= first.strength / 2);
  const lead = missing ?? first;
  const isThrown = failing !== undefined && /exception|error(?:controller|handler)/i.test(failing.step.text);
  return {
    service: first.service,
    signature: isThrown ? "code-exception" : "code-path-cut",
    statement: `${wordsOf(lead)}${missing && failing ? `; instead there is ${nameOf(failing.step)} in ${percent(failing.after)}` : ""}. ${conclusion(lead, failing, isThrown)}`,
    strength,
    role,
    at,
    evidence: [cite(lead, notebook), ...(failing && failing !== lead ? [cite(failing, notebook)] : [])],
  };
}

function wordsOf({ service, given, step, before, after, requestsBefore, requestsAfter }: PathChange): string {
  const share = `in ${percent(after)} of ${requestsAfter} requests, against ${percent(before)} of ${requestsBefore} before`;
  const when = given.kind === "entry" ? `for requests to ${given.text}` : `after ${nameOf(given)}`;
  if (step.isBad) return `${service} now has ${nameOf(step)} ${when}: ${share}`;
  const verb = after <= 0.1 ? "no longer" : "less often";
  if (step.kind === "call")
    return `${service} ${after <= 0.1 ? "no longer calls" : "less often calls"} ${step.text} ${when} (calls missing): ${share}`;
  return `In ${service}, ${nameOf(step)} ${verb} ${step.kind === "line" ? "appears" : "runs"} ${when}: ${share}`;
}

function conclusion({ step, given }: PathChange, failing: PathChange | undefined, isThrown: boolean): string {
  if (isThrown) return "An exception is thrown in between, in its own code.";
  if (step.isBad) return "Its own code takes the path of an error and returns early.";
  const between = given.kind === "line" && step.kind === "line" ? "between these two statements" : "before this step";
  return failing ? `Its own code returns early ${between}, with an error result.` : `Its own code returns early or throws an exception ${between}.`;
}

function nameOf({ kind, text }: Feature): string {
  if (kind === "line") return `the line “${excerptOf(text, EXCERPT)}”`;
  return kind === "call" ? `the call of ${text}` : kind === "entry" ? `a request to ${text}` : `the operation ${text}`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function cite(change: PathChange, notebook: Notebook): string {
  const { service, given, step, before, after, requestsBefore, requestsAfter } = change;
  return notebook.cite({
    kind: "spans",
    source: `requests through ${service}`,
    title: `${step.isBad ? "New" : "Missing"}: ${step.text.slice(0, 140)}`,
    excerpt: `given ${given.text.slice(0, 200)}\n${step.text.slice(0, 200)}\n${percent(before)} of ${requestsBefore} requests before, ${percent(after)} of ${requestsAfter} now`,
  });
}
