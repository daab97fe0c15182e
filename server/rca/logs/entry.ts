import type { LogSample } from "./digest.ts";

/** A shape of line while lines come in. */
export type Entry = {
  service: string;
  level: string | null;
  marks: string[];
  shape: string;
  counts: Map<number, number>;
  total: number;
  earliest: LogSample[];
  latest: LogSample[];
  traces: Map<string, number>;
};

const EARLIEST_KEPT = 3;
const LATEST_KEPT = 2;
const LONGEST = 2_000;
const LONGEST_WHEN_SCARCE = 300;

export function newEntry({ service, level, marks, shape }: Pick<Entry, "service" | "level" | "marks" | "shape">): Entry {
  return { service, level, marks, shape, counts: new Map(), total: 0, earliest: [], latest: [], traces: new Map() };
}

/** Keeps a line when it is among the earliest or the latest, whatever the order in which lines come. `isScarce`: there is room for one of a shape, and more where it comes again. */
export function addSample({ earliest, latest, total }: Entry, { at, message, trace }: LogSample, isScarce: boolean): void {
  const instant = at ?? 0;
  const least = isScarce ? 1 : EARLIEST_KEPT;
  const isEarly = earliest.length < least || comesBefore(instant, message, earliest[earliest.length - 1]);
  const isLate = latest.length < LATEST_KEPT || comesAfter(instant, message, latest[latest.length - 1]);
  if ((!isEarly && !isLate) || (isScarce && total === 1 && !isEarly)) return;
  const longest = isScarce ? LONGEST_WHEN_SCARCE : LONGEST;
  const sample = { at, message: message.length > longest ? message.slice(0, longest) : message, trace };
  if (isEarly) put(earliest, sample, EARLIEST_KEPT, 1);
  if (isScarce && total === 1) return;
  if (!isLate) return;
  const [newest] = latest;
  if (newest && instant > (newest.at ?? 0)) {
    latest.unshift(sample);
    if (latest.length > LATEST_KEPT) latest.length = LATEST_KEPT;
  } else put(latest, sample, LATEST_KEPT, -1);
}

/** Adds what one entry holds to another; both keep their bounds. */
export function foldInto(into: Entry, from: Entry): void {
  into.total += from.total;
  for (const [slot, count] of from.counts) into.counts.set(slot, (into.counts.get(slot) ?? 0) + count);
  for (const [trace, count] of from.traces) into.traces.set(trace, (into.traces.get(trace) ?? 0) + count);
  for (const sample of from.earliest) put(into.earliest, sample, EARLIEST_KEPT, 1);
  for (const sample of from.latest) put(into.latest, sample, LATEST_KEPT, -1);
}

export function samplesOf({ earliest, latest }: Entry): LogSample[] {
  const seen = new Set<string>();
  return [...earliest, ...latest]
    .filter(({ at, message }) => !seen.has(`${at}\n${message}`) && seen.add(`${at}\n${message}`))
    .toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0));
}

function comesBefore(at: number, message: string, last: LogSample | undefined): boolean {
  return last === undefined || at < (last.at ?? 0) || (at === (last.at ?? 0) && message < last.message);
}

function comesAfter(at: number, message: string, last: LogSample | undefined): boolean {
  return last === undefined || at > (last.at ?? 0) || (at === (last.at ?? 0) && message > last.message);
}

function put(samples: LogSample[], sample: LogSample, most: number, direction: 1 | -1): void {
  if (samples.some(({ at, message }) => at === sample.at && message === sample.message)) return;
  samples.push(sample);
  samples.sort((one, other) => direction * ((one.at ?? 0) - (other.at ?? 0) || (one.message < other.message ? -1 : 1)));
  if (samples.length > most) samples.length = most;
}
