import { type Figure, type FigureContext, figuresOf } from "./figures.ts";
import { foldRoom } from "./fold.ts";
import type { RoomState } from "./room.ts";
import type { TimelineEntry } from "./timeline.ts";

type LogEntry = Pick<TimelineEntry, "seq" | "occurredAt" | "recordedAt" | "actor" | "fact">;
export type InputChange = { name: string; from: string | null; to: string | null };

/**
 * A figure as it was for a while. `seq`: the entry that it came with, recorded at `from` by `by`; `until`: when the next one came, null for
 * the present one. `figure` is as of `from`, `end` as of `until`, or of now: one that is open has grown between. Both null while the
 * incident had no such figure. Times RFC 3339.
 */
export type FigureVersion = {
  version: number;
  seq: number;
  from: string;
  until: string | null;
  by: string;
  figure: Figure | null;
  end: Figure | null;
  changed: InputChange[];
};

/** A version in words; `words` as of its beginning, `endWords` as of `endsAt`: its end, or now. Null while the incident had no such figure. */
export type ShownVersion = Omit<FigureVersion, "figure" | "end"> & ShownValue;
type ShownValue = { endsAt: string; value: number | null; words: string | null; endValue: number | null; endWords: string | null; isOpen: boolean };

/**
 * Every version of every figure of an incident, oldest first, by name: the log folded entry by entry (oldest first), and each figure
 * computed before and after each. The last version's `end` is the figure as `figuresOf` gives it now. What the catalogue says is taken as
 * it is now, since no log of an incident holds it. Pure.
 */
export function figureHistory(entries: Iterable<LogEntry>, context: FigureContext, now: string): Map<string, FigureVersion[]> {
  const history = new Map<string, FigureVersion[]>();
  let room: RoomState | null = null;
  for (const entry of entries) {
    const before: RoomState | null = room;
    room = foldRoom(before, entry);
    if (before && isSameGround(before, room)) continue;
    const at = entry.recordedAt;
    addVersions(history, entry, before ? byName(figuresOf(before, context, at)) : new Map(), byName(figuresOf(room, context, at)));
  }
  const present = room ? byName(figuresOf(room, context, now)) : new Map<string, Figure>();
  for (const [name, versions] of history) {
    const last = versions.at(-1);
    if (last) last.end = present.get(name) ?? null;
  }
  return history;
}

type Named = Map<string, Figure>;

function addVersions(history: Map<string, FigureVersion[]>, { seq, recordedAt, actor }: LogEntry, was: Named, is: Named): void {
  for (const name of new Set([...was.keys(), ...is.keys()])) {
    const [old, figure] = [was.get(name) ?? null, is.get(name) ?? null];
    if (isSame(old, figure)) continue;
    const versions = history.get(name) ?? [];
    history.set(name, versions);
    const last = versions.at(-1);
    if (last) Object.assign(last, { until: recordedAt, end: old });
    const version = versions.length + 1;
    versions.push({ version, seq, from: recordedAt, until: null, by: actor.name, figure, end: figure, changed: changesBetween(old, figure) });
  }
}

/** Everything that figures are computed from is the very same, so they are too. */
function isSameGround(one: RoomState, other: RoomState): boolean {
  return one.figures === other.figures && one.intervals === other.intervals && one.timestamps === other.timestamps && one.services === other.services;
}

function byName(figures: Figure[]): Named {
  return new Map(figures.map((figure) => [figure.name, figure]));
}

function isSame(one: Figure | null, other: Figure | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Which inputs differ, each with all that stands under its name: two stretches of impact may be of one service. */
function changesBetween(one: Figure | null, other: Figure | null): InputChange[] {
  const names = new Set([...(one?.inputs ?? []), ...(other?.inputs ?? [])].map(({ name }) => name));
  const inputs = [...names].map((name) => ({ name, from: valuesOf(one, name), to: valuesOf(other, name) }));
  const formula = one && other && one.formula !== other.formula ? [{ name: "formula", from: one.formula, to: other.formula }] : [];
  return [...formula, ...inputs.filter(({ from, to }) => from !== to)];
}

function valuesOf(figure: Figure | null, name: string): string | null {
  const values = (figure?.inputs ?? []).filter((input) => input.name === name && input.value !== null).map(({ value }) => String(value));
  return values.length > 0 ? values.join(" · ") : null;
}
