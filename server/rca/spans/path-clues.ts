import type { Clue } from "../clue.ts";
import { excerptOf } from "../logs/say.ts";
import type { Notebook } from "../notebook.ts";
import type { PathChange } from "./path-changes.ts";
import { belowOf } from "./reach.ts";
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

/** One clue a service: its surest change of path, less what a change in the services below it explains. */
export function cluesOfPaths(
  changes: ReadonlyMap<string, readonly PathChange[]>,
  callees: ReadonlyMap<string, ReadonlySet<string>>,
  at: number,
  notebook: Notebook,
): Clue[] {
  return [...changes].flatMap(([service, own]) => {
    const [first] = own;
    if (!first) return [];
    const below = Math.max(0, ...[...belowOf(service, callees)].map((other) => changes.get(other)?.[0]?.strength ?? 0));
    const left = first.strength * (1 - EXPLAINED * Math.min(1, Math.max(0, below - FROM_BELOW) * 1.2));
    const strength = STRONGEST / (1 + (DOUBTFUL / left) ** STEEPNESS);
    if (strength < TOLD_FROM) return [];
    const failing = own.find(({ step, strength: sure }) => step.isBad && sure >= first.strength / 2);
    const missing = own.find(({ step, strength: sure }) => !step.isBad && sure >= first.strength / 2);
    const lead = missing ?? first;
    const isThrown = failing !== undefined && /exception|error(?:controller|handler)/i.test(failing.step.text);
    return [
      {
        service,
        signature: isThrown ? "code_exception" : "code_path_cut",
        statement: `${wordsOf(lead)}${missing && failing ? `; instead there is ${nameOf(failing.step)} in ${percent(failing.after)}` : ""}. ${conclusion(lead, failing, isThrown)}`,
        strength,
        role: below < OWN_BELOW ? ("cause" as const) : ("either" as const),
        at,
        evidence: [cite(lead, notebook), ...(failing && failing !== lead ? [cite(failing, notebook)] : [])],
      },
    ];
  });
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
