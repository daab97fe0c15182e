import { LINE_MOST } from "./brackets.ts";
import { cleanLine } from "./clean-line.ts";
import { type LogDigest, type LogSample, type LogTemplate, SLOT_MS } from "./digest.ts";
import { addSample, type Entry, foldInto, newEntry, samplesOf } from "./entry.ts";
import { ANY } from "./join-tokens.ts";
import { marksIn } from "./marks.ts";
import { maskLine } from "./mask.ts";
import { mergeShapes } from "./merge-shapes.ts";
import { isSampled } from "./trace-sample.ts";

export type LogLine = { at: number | null; service: string; level: string | null; message: string; trace: string | null };

/** Instants outside of these are what a broken clock writes; such lines count, but have no time. */
const EARLIEST = Date.UTC(1990, 0);
const LATEST = Date.UTC(2200, 0);
const SAMPLE_MOST = 2_000;
const LONG_AS_SAMPLE = LINE_MOST;

/** How much is kept at most; beyond, shapes are merged, slots widened, and every other trace dropped. */
export type Bounds = { shapes: number; slots: number; traces: number };
const BOUNDS: Bounds = { shapes: 10_000, slots: 200_000, traces: 200_000 };

/** Takes lines one by one and keeps their templates. Memory depends on the number of templates, not of lines. */
export function openLogDigest(bounds: Bounds = BOUNDS): { add(line: LogLine): void; close(): LogDigest } {
  const state = { entries: new Map<string, Entry>(), lines: 0, from: Infinity, to: -Infinity, slotMs: SLOT_MS, slots: 0, keepOf: 1, traces: 0 };
  return {
    add({ at: said, service, level: saidLevel, message, trace }) {
      state.lines += 1;
      const at = said !== null && said > EARLIEST && said < LATEST ? said : null;
      const { text, level } = cleanLine(message, saidLevel);
      const marks = marksIn(text);
      const shape = maskLine(firstLineOf(text));
      const key = `${service}\u0001${level ?? ""}\u0001${marks.join()}\u0001${shape}`;
      let entry = state.entries.get(key);
      if (!entry) {
        if (state.entries.size >= bounds.shapes) compact(state, bounds.shapes / 2);
        entry = newEntry({ service, level, marks, shape });
        state.entries.set(key, entry);
      }
      entry.total += 1;
      if (at !== null) {
        state.from = Math.min(state.from, at);
        state.to = Math.max(state.to, at);
        if (countInSlot(entry, Math.floor(at / state.slotMs))) state.slots += 1;
        if (state.slots > bounds.slots) widenSlots(state);
      }
      addSample(entry, at, text.length > LONG_AS_SAMPLE ? text.slice(0, SAMPLE_MOST) : text, trace);
      if (trace !== null && isSampled(trace, state.keepOf)) {
        if (countInTrace(entry, trace)) state.traces += 1;
        if (state.traces > bounds.traces) thinTraces(state);
      }
    },
    close() {
      const { lines, from, to, slotMs, keepOf } = state;
      const templates = numbered([...compacted(state.entries, bounds.shapes).values()]);
      return { lines, from: Number.isFinite(from) ? from : null, to: Number.isFinite(to) ? to : null, slotMs, tracesShare: 1 / keepOf, templates };
    },
  };
}

/** Of a message of several lines the first that says something shapes it; a stack below it does not. */
function firstLineOf(text: string): string {
  const end = text.indexOf("\n");
  if (end < 0) return text;
  const first = text.slice(0, end).trim();
  return first === "" ? firstLineOf(text.slice(end + 1)) : first;
}

function countInSlot({ counts }: Entry, slot: number): boolean {
  const before = counts.get(slot);
  counts.set(slot, (before ?? 0) + 1);
  return before === undefined;
}

function countInTrace({ traces }: Entry, trace: string): boolean {
  const before = traces.get(trace);
  traces.set(trace, (before ?? 0) + 1);
  return before === undefined;
}

/** Merges shapes of one service, level and marks; when there still are too many, the rarest of them become one. */
function compacted(entries: ReadonlyMap<string, Entry>, most: number): Map<string, Entry> {
  const merged = new Map<string, Entry>();
  for (const [scope, group] of Map.groupBy(entries, ([key]) => key.slice(0, key.lastIndexOf("\u0001")))) {
    const goesTo = mergeShapes(group.map(([, { shape }]) => shape));
    for (const [, entry] of group) putIn(merged, scope, goesTo.get(entry.shape) ?? entry.shape, entry);
  }
  if (merged.size <= most) return merged;
  const byTotal = [...merged].toSorted(([oneKey, one], [otherKey, other]) => other.total - one.total || (oneKey < otherKey ? -1 : 1));
  const kept = new Map(byTotal.slice(0, Math.floor(most / 2)));
  for (const [key, entry] of byTotal.slice(kept.size)) putIn(kept, key.slice(0, key.lastIndexOf("\u0001")), ANY, entry);
  return kept;
}

type Kept = { entries: Map<string, Entry>; slots: number; traces: number };

/** Merges on the way, and counts anew what is kept. */
function compact(state: Kept, most: number): void {
  state.entries = compacted(state.entries, most);
  [state.slots, state.traces] = [0, 0];
  for (const { counts, traces } of state.entries.values()) {
    state.slots += counts.size;
    state.traces += traces.size;
  }
}

function putIn(entries: Map<string, Entry>, scope: string, shape: string, entry: Entry): void {
  const key = `${scope}\u0001${shape}`;
  const known = entries.get(key);
  if (known) foldInto(known, entry);
  else entries.set(key, { ...entry, shape });
}

function widenSlots(state: { entries: ReadonlyMap<string, Entry>; slotMs: number; slots: number }): void {
  state.slotMs *= 2;
  state.slots = 0;
  for (const entry of state.entries.values()) {
    const wider = new Map<number, number>();
    for (const [slot, count] of entry.counts) wider.set(Math.floor(slot / 2), (wider.get(Math.floor(slot / 2)) ?? 0) + count);
    entry.counts = wider;
    state.slots += wider.size;
  }
}

function thinTraces(state: { entries: ReadonlyMap<string, Entry>; keepOf: number; traces: number }): void {
  state.keepOf *= 2;
  state.traces = 0;
  for (const { traces } of state.entries.values()) {
    for (const trace of traces.keys()) if (!isSampled(trace, state.keepOf)) traces.delete(trace);
    state.traces += traces.size;
  }
}

function numbered(entries: Entry[]): LogTemplate[] {
  const keyOf = ({ service, level, marks, shape }: Entry): string => `${service}\u0001${shape}\u0001${level ?? ""}\u0001${marks.join()}`;
  return entries
    .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
    .map((entry, index) => {
      const { service, level, marks, shape, counts, total, traces } = entry;
      const samples: LogSample[] = samplesOf(entry);
      return { id: `L${index + 1}`, service, level, text: shape, marks, counts, total, samples, traces };
    });
}
