import { foldAnnotation, foldRoom } from "#lib/contracts/fold.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Annotation, TimelineEntry } from "#lib/contracts/timeline.ts";

/** A fold is kept at every so many entries, so that any step folds at most that many. */
const STRIDE = 200;

export type Replayer = {
  /** The room after the first `position` entries; null before the first. */
  at(position: number): RoomState | null;
  /** The latest rows of the timeline then, oldest first, each as it read then. */
  entriesUntil(position: number, limit: number): TimelineEntry[];
};

/** Steps through a whole log, oldest first, in either direction. Pure. */
export function createReplayer(log: TimelineEntry[]): Replayer {
  const kept: (RoomState | null)[] = [null];
  let room: RoomState | null = null;
  for (const [index, entry] of log.entries()) {
    room = foldRoom(room, entry);
    if ((index + 1) % STRIDE === 0) kept.push(room);
  }
  return {
    at(position) {
      const start = Math.floor(position / STRIDE);
      let state = kept[start] ?? null;
      for (const entry of log.slice(start * STRIDE, position)) state = foldRoom(state, entry);
      return state;
    },
    entriesUntil(position, limit) {
      const annotations = new Map<number, Annotation>();
      const rows: TimelineEntry[] = [];
      for (const entry of log.slice(0, position)) {
        const { fact } = entry;
        if (fact.kind === "amended" || fact.kind === "retracted" || fact.kind === "marked")
          annotations.set(fact.entry, foldAnnotation(annotations.get(fact.entry) ?? null, fact, entry));
        else if (fact.kind !== "watcher") rows.push(entry);
      }
      return rows.slice(-limit).map((entry) => ({ ...entry, annotation: annotations.get(entry.seq) ?? null }));
    },
  };
}
