import type { Clue } from "../clue.ts";
import { familyOf, isOwnState } from "../logs/match-signature.ts";
import { zOf } from "../logs/rates.ts";
import { excerptOf, shareOf } from "../logs/say.ts";
import type { Notebook } from "../notebook.ts";
import type { Forest } from "./forest.ts";
import type { Stretches } from "./stretches.ts";

type Tally = {
  service: string;
  operation: string;
  before: number;
  after: number;
  failedBefore: number;
  failedAfter: number;
  error: string | null;
  first: number;
};

const STRONGEST = 0.75;
const TOLD_FROM = 0.12;
const Z_SCALE = 4;

/** Errors where they begin: spans that failed while none of their children did. */
export function cluesOfSpanErrors(forest: Forest, stretches: Stretches, notebook: Notebook): Clue[] {
  return [...talliesOf(forest, stretches).values()].flatMap((tally) => clueOf(tally, notebook));
}

function talliesOf({ spans, children, from, began }: Forest, stretches: Stretches): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const [index, { service, operation, trace, start, isError, error }] of spans.entries()) {
    const key = `${service}\n${operation}`;
    let tally = tallies.get(key);
    if (!tally) {
      tally = { service, operation, before: 0, after: 0, failedBefore: 0, failedAfter: 0, error: null, first: Number.POSITIVE_INFINITY };
      tallies.set(key, tally);
    }
    const isTrouble = stretches.isTrouble(began.get(trace) ?? start);
    if (isTrouble) tally.after += 1;
    else tally.before += 1;
    if (!isError || childFailed(index, { spans, children, from })) continue;
    if (isTrouble) {
      tally.failedAfter += 1;
      tally.first = Math.min(tally.first, start);
      tally.error ??= error;
    } else tally.failedBefore += 1;
  }
  return tallies;
}

function childFailed(index: number, { spans, children, from }: Pick<Forest, "spans" | "children" | "from">): boolean {
  for (let at = from[index] ?? 0; at < (from[index + 1] ?? 0); at += 1) if (spans[children[at] ?? -1]?.isError) return true;
  return false;
}

function clueOf({ service, operation, before, after, failedBefore, failedAfter, error, first }: Tally, notebook: Notebook): Clue[] {
  if (failedAfter === 0) return [];
  const z = before > 0 ? zOf(failedBefore, before, failedAfter, after) : 2;
  const risen = 1 - Math.min(1, failedBefore / Math.max(1, before) / (failedAfter / after));
  const strength = STRONGEST * Math.max(0, 1 - Math.exp(-z / Z_SCALE)) * risen * (0.5 + (0.5 * failedAfter) / after);
  if (strength < TOLD_FROM) return [];
  const family = error ? familyOf(error) : null;
  const words = `${failedAfter} of ${after} spans “${operation}” of ${service} fail (${shareOf(failedBefore, before)} before) with no failing call below them`;
  const id = notebook.cite({
    kind: "spans",
    source: `spans of ${service}`,
    title: `Errors of ${operation}`,
    excerpt: `${words}${error ? `: ${error.slice(0, 300)}` : ""}`,
  });
  return [
    {
      service,
      signature: family?.name ?? null,
      statement: `Errors begin in ${service}: ${words}${error ? `: “${excerptOf(error)}”` : ""}.`,
      strength,
      role: isOwnState(family?.name ?? null) ? "cause" : "either",
      at: Number.isFinite(first) ? first : null,
      evidence: [id],
    },
  ];
}
