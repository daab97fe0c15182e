import type { RoomState } from "#lib/contracts/room.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";

/** The room as it was after an entry, as its panels read it: nothing can be changed there. Pure. */
export function viewAt(room: RoomState, entry: TimelineEntry): RoomView {
  return {
    id: "",
    seq: entry.seq,
    now: entry.recordedAt,
    room,
    entries: [],
    nextCursor: null,
    pinned: [],
    present: [],
    rights: { canWrite: false, canCommand: false, canWatch: false },
  };
}

/** From when offsets count. Pure. */
export function zeroOf(room: RoomState, entry: TimelineEntry): string {
  return room.timestamps.startedAt?.at ?? room.timestamps.declaredAt?.at ?? entry.recordedAt;
}
