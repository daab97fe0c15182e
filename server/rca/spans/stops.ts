import type { Forest } from "./forest.ts";
import type { Stretches } from "./stretches.ts";
import { entriesOf, isBadOperation, type ServiceUnits } from "./units.ts";

/** A caller that goes on less often after it called `callee`. `certainty`: of what it did, how surely the callee's answer is behind it, from 0 to 1. */
export type Stop = {
  service: string;
  callee: string;
  operation: string;
  entry: string;
  before: number;
  after: number;
  requestsBefore: number;
  requestsAfter: number;
  certainty: number;
};

/** How often a call was made, and how often nothing came after it; in calm and in the trouble. */
type Tally = {
  service: string;
  entry: string;
  callee: string;
  operation: string;
  calm: number;
  calmLast: number;
  trouble: number;
  troubleLast: number;
  calleeFailed: number;
  callerFailed: number;
};

/** What else speaks for or against a callee: how much of its own time it lost or gained, as a factor of 1 and more; null where that is not known. */
export type Look = { hasLines: boolean; steps: number; timeFactor: number | null };

export type LookAt = (service: string, operation: string) => Look;

const STOPPED_BY = 0.3;
const USUALLY = 0.7;
const DEEPEST = 5;
const CALLS_LEAST = 5;
/** Where a caller goes on after the same call as before, answers to it have not changed, or it does not mind. That two stop after it by chance is rarer. */
const CONTRADICTED = 0.45;
const AGREED = 5;
/** Lines of a service tell of a changed path in it. */
const LINES_ARE_SILENT = 0.15;
const ONLY_CALLER_SPEAKS = 0.5;
/** Who answers otherwise mostly does something else, and takes another time for it. 0.4 to 0.8 rank alike on 320 made shops. */
const SAME_TIME = 0.6;
/** Whose span says that it failed, while that of the other does not. */
const CALLEE_FAILED = 5;
const ONLY_CALLER_FAILED = 0.15;
const OTHER_TIME = 4;
const TIME_POWER = 4;
const OTHER_TIME_FROM = 1.3;

/**
 * Calls after which requests no longer go on, with how surely the answer is to blame and not the caller. If a caller's own code fails, it does so in any of its
 * n + 1 places; if an answer fails, it is surely in the one place after that call. The same holds for the callee with its own steps, none of which are
 * missed. What other callers do after the same call, and how long the callee takes, moves the odds.
 */
export function stopsOf(forest: Forest, stretches: Stretches, look: LookAt): Stop[] {
  const tallies = [...talliesOf(forest, stretches).values()].filter(({ calm, trouble }) => calm >= CALLS_LEAST && trouble >= CALLS_LEAST);
  const byCall = Map.groupBy(tallies, callOf);
  return tallies.filter(isStopped).map((tally) => {
    const { service, entry, calm, calmLast, trouble, troubleLast } = tally;
    const { callee, operation } = answering(tally, tallies, look);
    const others = (byCall.get(callOf(tally)) ?? []).filter((other) => other !== tally && other.calmLast / other.calm < 1 - STOPPED_BY);
    const odds = oddsOf(look(service, entry), look(callee, operation)) * oddsByOthers(others) * oddsByStatus(tally);
    return {
      service,
      callee,
      operation,
      entry,
      before: calmLast / calm,
      after: troubleLast / trouble,
      requestsBefore: calm,
      requestsAfter: trouble,
      certainty: odds / (1 + odds),
    };
  });
}

/** The callee, or what it asks last of all and answers with, where that spends another time than it used to and the callee does not. */
function answering(tally: Tally, tallies: readonly Tally[], look: LookAt, depth = 0): Pick<Tally, "callee" | "operation"> {
  const isOther = ({ callee, operation }: Tally): boolean => (look(callee, operation).timeFactor ?? 1) >= OTHER_TIME_FROM;
  if (isOther(tally) || depth > DEEPEST) return tally;
  const below = tallies
    .filter(({ service, entry }) => service === tally.callee && entry === tally.operation)
    .filter(({ calm, calmLast, trouble, troubleLast }) => calmLast / calm >= USUALLY && troubleLast / trouble >= USUALLY)
    .map((next) => ({ next, end: answering(next, tallies, look, depth + 1) }))
    .find(({ next, end }) => end !== next || isOther(next));
  return below?.end ?? tally;
}

const callOf = ({ callee, operation }: Tally): string => `${callee}\n${operation}`;

const isStopped = ({ calm, calmLast, trouble, troubleLast }: Tally): boolean => troubleLast / trouble - calmLast / calm >= STOPPED_BY;

function oddsOf(caller: Look, callee: Look): number {
  const lines = callee.hasLines ? LINES_ARE_SILENT : caller.hasLines ? ONLY_CALLER_SPEAKS : 1;
  const time = callee.timeFactor === null ? 1 : Math.max(SAME_TIME, Math.min(OTHER_TIME, callee.timeFactor ** TIME_POWER - 1));
  return ((caller.steps + 1) / (callee.steps + 1)) * lines * time;
}

function oddsByStatus({ troubleLast, calleeFailed, callerFailed }: Tally): number {
  if (calleeFailed > troubleLast / 2) return CALLEE_FAILED;
  return callerFailed > troubleLast / 2 && calleeFailed < troubleLast / 10 ? ONLY_CALLER_FAILED : 1;
}

function oddsByOthers(others: readonly Tally[]): number {
  if (others.length === 0) return 1;
  const agreeing = others.filter(isStopped).length;
  return agreeing > 0 ? AGREED ** Math.min(2, agreeing) * CONTRADICTED ** ((others.length - agreeing) / others.length) : CONTRADICTED;
}

function talliesOf(forest: Forest, stretches: Stretches): Map<string, Tally> {
  const { spans, began } = forest;
  const tallies = new Map<string, Tally>();
  for (const [entry, steps] of stepsByEntry(forest)) {
    const host = spans[entry];
    if (!host) continue;
    const isTrouble = stretches.isTrouble(began.get(host.trace) ?? host.start);
    for (const { callee, operation, nth, isLast, failed } of callsIn(steps)) {
      const key = `${host.service}\n${host.operation}\n${callee}\n${operation}\n${nth}`;
      let tally = tallies.get(key);
      if (!tally) {
        tally = {
          service: host.service,
          entry: host.operation,
          callee,
          operation,
          calm: 0,
          calmLast: 0,
          trouble: 0,
          troubleLast: 0,
          calleeFailed: 0,
          callerFailed: 0,
        };
        tallies.set(key, tally);
      }
      const last = isLast ? 1 : 0;
      if (isTrouble && isLast) {
        tally.calleeFailed += failed ? 1 : 0;
        tally.callerFailed += host.isError ? 1 : 0;
      }
      if (isTrouble) [tally.trouble, tally.troubleLast] = [tally.trouble + 1, tally.troubleLast + last];
      else [tally.calm, tally.calmLast] = [tally.calm + 1, tally.calmLast + last];
    }
  }
  return tallies;
}

/** Calls in order, repeated ones as one; what begins beside a call does not come after it. `nth`: how often the same was called before with others in between. */
function callsIn(steps: readonly Taken[]): { callee: string; operation: string; nth: number; isLast: boolean; failed: boolean }[] {
  const seen = new Map<string, number>();
  const lastStart = steps.at(-1)?.start ?? 0;
  return steps.flatMap(({ callee, operation, failed, end }, at) => {
    const before = steps[at - 1];
    const isLast = at === steps.length - 1 || (end !== null && lastStart < end);
    const key = `${callee}\n${operation}`;
    const isRepeated = before?.callee === callee && before.operation === operation;
    const nth = (seen.get(key) ?? 0) + (isRepeated ? 0 : 1);
    seen.set(key, nth);
    const next = steps[at + 1];
    const goesOn = next?.callee === callee && next.operation === operation;
    return callee === null || goesOn ? [] : [{ callee, operation, nth, isLast, failed }];
  });
}

/** `end`: when it was over by the clock of the caller; null where only the callee tells. */
type Taken = { callee: string | null; operation: string; start: number; end: number | null; failed: boolean };

/** What each service did in each of its requests, in order: calls, and steps of its own that are no handling of errors and make no call. */
function stepsByEntry(forest: Forest): Map<number, Taken[]> {
  const { spans, parent, from } = forest;
  const entries = entriesOf(forest);
  const steps = new Map<number, Taken[]>();
  for (const [index, { service, operation, start, isError }] of spans.entries()) {
    const isEntry = entries[index] === index;
    const above = parent[index] ?? -1;
    const isLeaf = (from[index + 1] ?? 0) === (from[index] ?? 0);
    if (isEntry ? above < 0 : !isLeaf || isBadOperation(operation)) continue;
    const entry = entries[isEntry ? above : index] ?? -1;
    const own = steps.get(entry);
    const caller = isEntry && entries[above] !== above ? spans[above] : undefined;
    const begin = caller?.start ?? start;
    const taken = { callee: isEntry ? service : null, operation, start: begin, end: caller ? begin + caller.durationMs : null, failed: isError };
    if (own) own.push(taken);
    else steps.set(entry, [taken]);
  }
  for (const own of steps.values()) own.sort((one, other) => one.start - other.start);
  return steps;
}

/** Steps that a service takes in a request in calm time, in the mean, and whether it is known by lines. */
export function habitsOf({ features, units }: ServiceUnits): Pick<Look, "hasLines" | "steps"> {
  const isStep = features.map(({ kind, isBad }) => kind !== "entry" && !isBad);
  const taken = units.reduce((sum, unit) => sum + [...unit.features].filter((feature) => isStep[feature]).length, 0);
  return { hasLines: features.some(({ kind }) => kind === "line"), steps: units.length > 0 ? taken / units.length : 0 };
}
