import { type Entry, foldInto } from "./entry.ts";
import { ANY } from "./join-tokens.ts";
import { mergeShapes } from "./merge-shapes.ts";

/** What a digest keeps: shapes by scope and text, and how many slots and traces they hold together. */
export type Kept = { entries: Map<string, Entry>; slots: number; traces: number };

/** Service, level and marks of a key; what follows is the shape. */
export const scopeOf = (key: string): string => key.slice(0, key.lastIndexOf("\u0001"));

/** Merges on the way, and counts anew what is kept. True when merging alone did not make enough room. */
export function compact(state: Kept, most: number): boolean {
  const merged = mergedIn(state.entries);
  state.entries = mostOf(merged, most);
  [state.slots, state.traces] = [0, 0];
  for (const { counts, traces } of state.entries.values()) {
    state.slots += counts.size;
    state.traces += traces.size;
  }
  return merged.size > most;
}

export const compacted = (entries: ReadonlyMap<string, Entry>, most: number): Map<string, Entry> => mostOf(mergedIn(entries), most);

/** Merges shapes of one service, level and marks. */
function mergedIn(entries: ReadonlyMap<string, Entry>): Map<string, Entry> {
  const merged = new Map<string, Entry>();
  for (const [scope, group] of Map.groupBy(entries, ([key]) => scopeOf(key))) {
    const goesTo = mergeShapes(group.map(([, { shape }]) => shape));
    for (const [, entry] of group) putIn(merged, scope, goesTo.get(entry.shape) ?? entry.shape, entry);
  }
  return merged;
}

/** When there are too many, the rarest become one. */
function mostOf(merged: Map<string, Entry>, most: number): Map<string, Entry> {
  if (merged.size <= most) return merged;
  const byTotal = [...merged].toSorted(([oneKey, one], [otherKey, other]) => other.total - one.total || (oneKey < otherKey ? -1 : 1));
  const kept = new Map(byTotal.slice(0, Math.floor(most / 2)));
  for (const [key, entry] of byTotal.slice(kept.size)) putIn(kept, scopeOf(key), ANY, entry);
  return kept;
}

function putIn(entries: Map<string, Entry>, scope: string, shape: string, entry: Entry): void {
  const key = `${scope}\u0001${shape}`;
  const known = entries.get(key);
  if (known) foldInto(known, entry);
  else entries.set(key, { ...entry, shape });
}
