import { z } from "zod";
import type { PersonRef } from "./actor.ts";
import { Reference } from "./ids.ts";
import type { RoomState } from "./room.ts";
import { Instant } from "./text.ts";
import { Fact, type FactKind, type TimelineEntry } from "./timeline.ts";

const FactKindName = z.enum(Fact.options.map((option) => option.shape.kind.value) as [FactKind, ...FactKind[]]);

export const ReadRoom = z.object({ reference: Reference });

/** A page of entries, newest occurrence first; `cursor` is opaque. */
export const ListEntries = z.object({
  reference: Reference,
  kinds: z.array(FactKindName).max(40).default([]),
  isPinned: z.boolean().optional(),
  isStarred: z.boolean().optional(),
  q: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(200).default(100),
  cursor: z.string().max(200).optional(),
});

/** The log in order from a seq, for replay in the browser. */
export const ReadLog = z.object({
  reference: Reference,
  after: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(2_000).default(1_000),
});

/** The room as it was: after a seq, or at an instant. */
export const ReplayRoom = z.object({ reference: Reference, at: z.union([z.number().int().min(1), Instant]) });

/** What one person may do here; the commands check again. */
export type RoomRights = { canWrite: boolean; canCommand: boolean; canWatch: boolean };

/**
 * A room as first painted. `seq` is the log position of everything in it: live events continue after it. `now` is the server's
 * clock, so that the browser's own may be wrong.
 */
export type RoomView = {
  id: string;
  seq: number;
  now: string;
  room: RoomState;
  entries: TimelineEntry[];
  nextCursor: string | null;
  pinned: TimelineEntry[];
  present: PersonRef[];
  rights: RoomRights;
};
