import type { Clue } from "../clue.ts";
import type { Notebook } from "../notebook.ts";
import type { Forest } from "./forest.ts";
import { addTo, emptySample, type Sample, type Shift, shiftOf, strengthOfShift } from "./shift.ts";
import type { Stretches } from "./stretches.ts";

/**
 * `self`: time of each operation outside of its calls; `gaps`: time of each call that its callee did not spend, by `caller callee`; `around`: what passes in
 * the caller before and after such a call where callers write no spans of calls, which is the way and some of the caller's own work.
 */
export type Latencies = { self: Map<string, Sample>; gaps: Map<string, Sample>; around: Map<string, Sample> };

const SELF_STRONGEST = 0.75;
export const TOLD_FROM = 0.15;
const GREW_FROM = 1.5;
const SHORTER_STRONGEST = 0.75;
/** Where a service writes lines, those tell of a shorter path; that it only takes less time says less. */
const SHORTER_BESIDE_LINES = 0.45;
const FELL_SCALE = 0.6;
const FALL_TOLD_FROM = 0.1;
const FELL_FROM = 1.2;
const FELL_Z = 3;
const FELL_REQUESTS = 20;

/** Gathers durations in one pass. A span within a service whose one child is in another service is the call: what it takes beyond the child is spent on the way. */
export function latenciesOf(forest: Forest, stretches: Stretches): Latencies {
  const { spans, self, parent, children, from, began } = forest;
  const latencies: Latencies = { self: new Map(), gaps: new Map(), around: new Map() };
  for (const [index, span] of spans.entries()) {
    const at = began.get(span.trace) ?? span.start;
    const place = stretches.isTrouble(at) ? null : stretches.of(at);
    const begin = from[index] ?? 0;
    const child = (from[index + 1] ?? 0) - begin === 1 ? spans[children[begin] ?? -1] : undefined;
    const caller = spans[parent[index] ?? -1];
    const isCall = child !== undefined && child.service !== span.service && (caller === undefined || caller.service === span.service);
    if (isCall) add(latencies.gaps, `${span.service}\n${child.service}`, place, Math.max(0, span.durationMs - child.durationMs));
    else {
      add(latencies.self, `${span.service}\n${span.operation}`, place, self[index] ?? 0);
      for (const { callee, ms: way } of aroundChildren(forest, index)) add(latencies.around, `${span.service}\n${callee}`, place, way);
    }
  }
  return latencies;
}

/** For each child in another service what passes from the end of what came before it to its start, and from its end to the start of what comes after. */
function aroundChildren({ spans, children, from }: Forest, index: number): { callee: string; ms: number }[] {
  const span = spans[index];
  const own = Array.from(children.subarray(from[index] ?? 0, from[index + 1] ?? 0), (at) => spans[at]).filter((child) => child !== undefined);
  if (!span || own.every(({ service }) => service === span.service)) return [];
  let until = span.start;
  return own.flatMap((child, at) => {
    const [begin, end] = [child.start, child.start + child.durationMs];
    const next = own[at + 1]?.start ?? span.start + span.durationMs;
    const ms = Math.max(0, begin - until) + Math.max(0, next - end);
    until = Math.max(until, end);
    return child.service === span.service ? [] : [{ callee: child.service, ms }];
  });
}

function add(samples: Map<string, Sample>, key: string, place: number | null, value: number): void {
  let sample = samples.get(key);
  if (!sample) {
    sample = emptySample();
    samples.set(key, sample);
  }
  addTo(sample, place, value);
}

export type Grown = { from: string; to: string; shift: Shift; excess: number };

export function grownIn(samples: ReadonlyMap<string, Sample>): { grown: Grown[]; measured: [string, string][] } {
  const grown: Grown[] = [];
  const measured: [string, string][] = [];
  for (const [key, sample] of samples) {
    const shift = shiftOf(sample);
    if (!shift) continue;
    const [one = "", other = ""] = key.split("\n");
    measured.push([one, other]);
    if (shift.ratio >= GREW_FROM && shift.z > 2)
      grown.push({ from: one, to: other, shift, excess: (shift.after - shift.before) * shift.requestsAfter });
  }
  return { grown: grown.toSorted((one, other) => other.excess - one.excess || (one.from + one.to < other.from + other.to ? -1 : 1)), measured };
}

export const addedIn = (grown: readonly Grown[]): number => grown.reduce((sum, { excess }) => sum + excess, 0);

/** By how many times an operation's own time surely rose or fell, 1 where it stayed; null where too little was measured. */
export function timeFactorOf({ self }: Latencies, service: string, operation: string): number | null {
  const sample = self.get(`${service}\n${operation}`);
  const shift = sample ? shiftOf(sample) : null;
  if (!shift) return null;
  return Math.max(1, shift.z > FELL_Z ? shift.ratio : 1, shift.fallZ > FELL_Z ? shift.fallRatio : 1);
}

/** Services whose own work takes longer, by their share of all time that was added. */
export function cluesOfSelfTime({ self, gaps }: Latencies, at: number, notebook: Notebook): Clue[] {
  const { grown } = grownIn(self);
  const all = addedIn(grown) + addedIn(grownIn(gaps).grown);
  return [...Map.groupBy(grown, ({ from }) => from)].flatMap(([service, own]) => {
    const [most] = own;
    const share = addedIn(own) / all;
    const strength = most ? SELF_STRONGEST * Math.max(...own.map(({ shift }) => strengthOfShift(shift))) * (0.3 + 0.7 * share) : 0;
    if (!most || strength < TOLD_FROM) return [];
    const words = `${most.to} takes ${ms(most.shift.after)} of its own instead of ${ms(most.shift.before)}`;
    const id = notebook.cite({
      kind: "spans",
      source: `spans of ${service}`,
      title: "Own time of operations",
      excerpt: own
        .slice(0, 5)
        .map(({ to, shift }) => `${to}: ${ms(shift.before)} → ${ms(shift.after)} (${shift.requestsAfter} spans)`)
        .join("\n"),
    });
    const statement = `${service} itself has become slow: ${words}, apart from what it waits for in others (${percent(share)} of all added time).`;
    return [{ service, signature: null, statement, strength, role: "either" as const, at, evidence: [id] }];
  });
}

/** Services that suddenly do less: their own work falls below anything that calm time saw. */
export function cluesOfShorterTime({ self }: Latencies, hasLines: (service: string) => boolean, at: number, notebook: Notebook): Clue[] {
  const fallen = [...self].flatMap(([key, sample]) => {
    const shift = shiftOf(sample);
    const [service = "", operation = ""] = key.split("\n");
    return shift && shift.fallRatio >= FELL_FROM && shift.fallZ > FELL_Z && shift.requestsAfter >= FELL_REQUESTS
      ? [{ service, operation, shift }]
      : [];
  });
  return [...Map.groupBy(fallen, ({ service }) => service)].flatMap(([service, own]) => {
    const rated = own.map((each) => ({
      ...each,
      strength: (hasLines(service) ? SHORTER_BESIDE_LINES : SHORTER_STRONGEST) * strengthOfFall(each.shift),
    }));
    const [most] = rated.toSorted((one, other) => other.strength - one.strength || (one.operation < other.operation ? -1 : 1));
    if (!most || most.strength < FALL_TOLD_FROM) return [];
    const words = `${most.operation} takes ${ms(most.shift.after)} of its own instead of ${ms(most.shift.before)}`;
    const id = notebook.cite({
      kind: "spans",
      source: `spans of ${service}`,
      title: "Less own time",
      excerpt: `${words} (${most.shift.requestsAfter} spans)`,
    });
    return [
      {
        service,
        signature: "code-path-cut",
        statement: `${service} does less than before: ${words}; it may return early.`,
        strength: most.strength,
        role: "either" as const,
        at,
        evidence: [id],
      },
    ];
  });
}

const strengthOfFall = ({ fallRatio, fallZ }: Shift): number => (1 - fallRatio ** (-1 / FELL_SCALE)) * (1 - Math.exp(-fallZ / 8));

export function ms(value: number): string {
  return value >= 1_000 ? `${Number((value / 1_000).toPrecision(3))} s` : `${Number(value.toPrecision(value < 10 ? 2 : 3))} ms`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
