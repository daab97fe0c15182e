import { LINE_MOST } from "./brackets.ts";
import { cleanLine } from "./clean-line.ts";
import { compact, compacted, type Kept, scopeOf } from "./compact.ts";
import { type LogDigest, type LogSample, type LogTemplate, SLOT_MS } from "./digest.ts";
import { type Doorkeeper, openDoorkeeper } from "./doorkeeper.ts";
import { addSample, type Entry, newEntry, samplesOf } from "./entry.ts";
import { ANY } from "./join-tokens.ts";
import { marksIn } from "./marks.ts";
import { maskLine } from "./mask.ts";
import { isSampled } from "./trace-sample.ts";

export type LogLine = { at: number | null; service: string; level: string | null; message: string; trace: string | null };

/** Instants outside of these are what a broken clock writes; such lines count, but have no time. */
const EARLIEST = Date.UTC(1990, 0);
const LATEST = Date.UTC(2200, 0);
const SAMPLE_MOST = 2_000;
const LONG_AS_SAMPLE = LINE_MOST;
/** From this share of the most shapes on, fewer and shorter lines are kept of each. */
const MANY = 0.2;
const WHEN_PRESSED = 0.7;

/** How much is kept at most; beyond, shapes are merged, slots widened, and every other trace dropped. */
export type Bounds = { shapes: number; slots: number; traces: number };
const BOUNDS: Bounds = { shapes: 10_000, slots: 200_000, traces: 100_000 };

/** Takes lines one by one and keeps their templates. Memory depends on the number of templates, not of lines. */
export function openLogDigest(bounds: Bounds = BOUNDS): { add(line: LogLine): void; close(): LogDigest } {
  const state: State = {
    entries: new Map<string, Entry>(),
    lines: 0,
    from: Infinity,
    to: -Infinity,
    slotMs: SLOT_MS,
    slots: 0,
    keepOf: 1,
    traces: 0,
    isPressed: false,
    door: openDoorkeeper(),
  };
  return {
    add({ at: said, service, level: saidLevel, message, trace }) {
      state.lines += 1;
      const at = said !== null && said > EARLIEST && said < LATEST ? said : null;
      const { text, level } = cleanLine(message, saidLevel);
      const marks = marksIn(text);
      const shape = maskLine(firstLineOf(text));
      const key = `${service}\u0001${level ?? ""}\u0001${marks.join()}\u0001${shape}`;
      const entry = state.entries.get(key) ?? entryFor(state, bounds, key, { service, level, marks, shape });
      entry.total += 1;
      if (at !== null) {
        state.from = Math.min(state.from, at);
        state.to = Math.max(state.to, at);
        if (countInSlot(entry, Math.floor(at / state.slotMs))) state.slots += 1;
        if (state.slots > bounds.slots) widenSlots(state);
      }
      const kept = text.length > LONG_AS_SAMPLE ? text.slice(0, SAMPLE_MOST) : text;
      addSample(entry, { at, message: kept, trace }, state.entries.size > bounds.shapes * MANY);
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

type State = Kept & { lines: number; from: number; to: number; slotMs: number; keepOf: number; isPressed: boolean; door: Doorkeeper };

/**
 * A new entry. When even merging leaves too many, only shapes that come again get one of their own; the others are counted together, each service and level
 * for itself.
 */
function entryFor(state: State, { shapes }: Bounds, key: string, what: Pick<Entry, "service" | "level" | "marks" | "shape">): Entry {
  if (state.entries.size >= shapes * (state.isPressed ? WHEN_PRESSED : 1)) state.isPressed = compact(state, shapes / 2);
  const isKept = !state.isPressed || state.door.letsIn(key);
  const [name, shape] = isKept ? [key, what.shape] : [`${scopeOf(key)}\u0001${ANY}`, ANY];
  const known = state.entries.get(name);
  if (known) return known;
  const entry = newEntry({ ...what, shape });
  state.entries.set(name, entry);
  return entry;
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
