import type { PersonRef } from "../actor.ts";
import type { Deadline, DeadlineAnswer, DeadlineWords } from "../deadline.ts";
import type { OrganisationSettings } from "../organisation.ts";
import type { Permission } from "../permissions.ts";
import type { RoomState } from "../room.ts";
import type { Fact } from "../timeline.ts";

/** The organisation's own roles, beside the built-in ones. */
export type RoleNames = readonly { key: string; label: string; duties: string }[];

/** A deadline that nobody answered in time. `fired`: how often that was seen before. `now` RFC 3339. */
export type Missed = { room: RoomState; deadline: Deadline; fired: number; settings: OrganisationSettings; now: string };

/** What happens then: who is told, what is recorded besides, and when to look again (RFC 3339; null or absent: never). */
export type Default = { tells: PersonRef[]; alsoRecords?: Fact[]; againAt?: string | null };

/** One kind of deadline, all of it pure. Only rooms in an active phase are asked. */
export type DeadlineRule = {
  /** Those of this kind that stand in the room. */
  standing: (room: RoomState) => Omit<Deadline, "kind">[];
  /** Whether this fact is what one of them comes from. */
  isFrom: (fact: Fact, deadline: Deadline) => boolean;
  /** What this fact answers to one of them; null when it answers nothing. */
  answerIn: (fact: Fact, deadline: Deadline) => DeadlineAnswer | null;
  /** Title, why, what each answer does, and the default in words. */
  words: (room: RoomState, deadline: Deadline, roles: RoleNames) => DeadlineWords;
  /** A clause that stands alone: what has not happened by the due time. */
  missed: (room: RoomState, deadline: Deadline, roles: RoleNames) => string;
  /** What happens by itself when nobody answers; null where something else sees to it. */
  onMissed: (missed: Missed) => Default | null;
  /** What whoever answers has to hold, where that is not the right to change incidents. */
  permission?: Permission;
};
