import type { PersonRef } from "#lib/contracts/actor.ts";
import type { Deadline, DeadlineKind } from "#lib/contracts/deadline.ts";
import { DEADLINE_RULES } from "#lib/contracts/deadline-rules.ts";
import { concerned, thoseWhoLead } from "#lib/contracts/deadlines-of.ts";
import type { OrganisationSettings } from "#lib/contracts/organisation.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Fact } from "#lib/contracts/timeline.ts";

/** A deadline that nobody answered in time. `fired`: how often this was seen before. `now` RFC 3339. */
export type Missed = { room: RoomState; deadline: Deadline; fired: number; settings: OrganisationSettings; now: string };

/** What is recorded, in order, and when to look again; null when all is done that a clock can do. */
export type Expiry = { facts: Fact[]; againAt: string | null };

type Default = (missed: Missed) => { tells: PersonRef[]; alsoRecords?: Fact[]; againAt?: string | null };

/** What happens by itself when nobody answers, for each kind. */
const DEFAULTS: Record<DeadlineKind, Default> = {
  update_due: (missed) => ({
    tells: [...ownerOf(missed.deadline), ...leadersOrAll(missed.room)],
    againAt: missed.fired === 0 ? halfAnIntervalOn(missed) : null,
  }),
  role_unfilled: ({ room }) => ({ tells: concerned(room) }),
  role_asked: ({ room }) => ({ tells: leadersOrAll(room) }),
  handover_offered: ({ room: { handover } }) =>
    handover
      ? {
          tells: [handover.from],
          alsoRecords: [
            {
              kind: "handover",
              state: "withdrawn",
              id: handover.id,
              from: handover.from,
              to: handover.to,
              brief: null,
              readBack: null,
              assignment: null,
            },
          ],
        }
      : { tells: [] },
};

/** What a deadline that nobody answered leads to. Pure. */
export function expiryOf(missed: Missed): Expiry {
  const { room, deadline, fired, settings } = missed;
  const { tells, alsoRecords = [], againAt = null } = DEFAULTS[deadline.kind](missed);
  const told = [...new Map(tells.map((person) => [person.id, person])).values()];
  const fact: Fact = {
    kind: "deadline",
    deadline: deadline.kind,
    subject: deadline.subject,
    event: fired === 0 ? "expired" : "reminded",
    missed: DEADLINE_RULES[deadline.kind].missed(room, deadline, settings.customRoles),
    dueAt: deadline.dueAt,
    tells: told,
  };
  return { facts: [fact, ...alsoRecords], againAt };
}

const MAX_BACKOFF_MINUTES = 10;

/** How many seconds to wait before a default that failed is tried again: 5, 10, 20 … and at most ten minutes. */
export function backoffSeconds(attempts: number): number {
  return Math.min(MAX_BACKOFF_MINUTES * 60, 5 * 2 ** Math.min(attempts, 20));
}

function ownerOf({ owner }: Deadline): PersonRef[] {
  return owner.type === "person" ? [owner.person] : [];
}

function leadersOrAll(room: RoomState): PersonRef[] {
  const leading = thoseWhoLead(room);
  return leading.length > 0 ? leading : concerned(room);
}

/** Null where the severity owes no updates any more. */
function halfAnIntervalOn({ room, settings, now }: Missed): string | null {
  const minutes = room.severity && settings.severities[room.severity].cadenceMinutes;
  return minutes ? new Date(Date.parse(now) + (minutes * 60_000) / 2).toISOString() : null;
}
