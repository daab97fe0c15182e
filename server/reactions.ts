import type { Actor } from "#lib/contracts/actor.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Fact, FactKind, FactOf } from "#lib/contracts/timeline.ts";
import type { Job } from "#server/jobs/define.ts";

type Recorded<K extends FactKind> = { incidentId: string; seq: number; actor: Actor; fact: FactOf<K>; room: RoomState };
type Reactions = { [K in FactKind]?: (recorded: Recorded<K>) => Job[] };

/**
 * What follows from each kind of fact: the causality of the product on one screen. Jobs are enqueued in the fact's own transaction.
 */
export const reactions: Reactions = {
  declared: (r) => [
    ...(r.fact.incidentKind === "retrospective" ? [] : [announce(r, audience(r.room))]),
    ...(r.fact.services.length > 0 ? lookBack(r) : []),
  ],
  services: (r) => (r.fact.added.length > 0 ? lookBack(r) : []),
  hypothesis: (r) => (r.fact.hypothesis.signature && SURE.has(r.fact.hypothesis.state) ? lookBack(r) : []),
  status: (r) => [announce(r, audience(r.room)), ...draft(r)],
  severity: (r) => [announce(r, audience(r.room))],
  update: (r) => [announce(r, audience(r.room))],
  merged: (r) => [announce(r, audience(r.room))],
  deadline: (r) => [
    announce(
      r,
      r.fact.tells.map(({ id }) => id),
    ),
  ],
  escalation: (r) => [
    announce(
      r,
      r.fact.tells.map(({ id }) => id),
    ),
  ],
  role: (r) => [announce(r, concerned(r.fact))],
  handover: (r) => [announce(r, [r.fact.state === "offered" || r.fact.state === "withdrawn" ? r.fact.to.id : r.fact.from.id])],
  task: (r) => (r.fact.task.assignee && r.fact.task.assignee.id !== r.fact.before?.assignee?.id ? [announce(r, [r.fact.task.assignee.id])] : []),
  note: (r) =>
    r.fact.mentions.length > 0
      ? [
          announce(
            r,
            r.fact.mentions.map(({ id }) => id),
          ),
        ]
      : [],
  amended: (r) =>
    r.fact.mentions.length > 0
      ? [
          announce(
            r,
            r.fact.mentions.map(({ id }) => id),
          ),
        ]
      : [],
  postmortem: (r) => [
    announce(
      r,
      r.fact.tells.map(({ id }) => id),
    ),
  ],
  "action-item": (r) => {
    const { action, item, before } = r.fact;
    const isNews = action === "reminded" || item.owner?.id !== before?.owner?.id;
    return item.owner && isNews ? [announce(r, [item.owner.id])] : [];
  },
  access: (r) =>
    r.fact.added.length > 0
      ? [
          announce(
            r,
            r.fact.added.map(({ id }) => id),
          ),
        ]
      : [],
};

/** The jobs that one recorded fact asks for. Nobody is told of their own doing. */
export function jobsFor(recorded: Omit<Recorded<FactKind>, "fact"> & { fact: Fact }): Job[] {
  const react = reactions[recorded.fact.kind] as ((r: typeof recorded) => Job[]) | undefined;
  return (react?.(recorded) ?? []).filter(({ name, data }) => name !== "announce" || data.userIds.length > 0);
}

/** Whoever was given a role by somebody else, and whoever lost it by that; each is told unless they did it themselves. */
function concerned({ assignment, replaces }: FactOf<"role">): string[] {
  return replaces ? [assignment.person.id, replaces.person.id] : [assignment.person.id];
}

/** A draft waits soon after the end; of a trial of Muster itself nobody learns. */
function draft({ fact, room }: Recorded<"status">): Job[] {
  return fact.to === "resolved" && room.kind !== "test" ? [{ name: "draft-postmortem", data: { reference: room.reference } }] : [];
}

const SURE: ReadonlySet<string> = new Set(["supported", "accepted"]);

/** What earlier incidents left to do is looked at again; practice and trials teach nothing of what is to be done. */
function lookBack({ room }: { room: RoomState }): Job[] {
  const isTold = room.kind === "real" || room.kind === "retrospective";
  return isTold ? [{ name: "re-examine-action-items", data: { reference: room.reference } }] : [];
}

function audience(room: RoomState): string[] {
  return [...room.watchers, ...room.assignments.map(({ person }) => person)].map(({ id }) => id);
}

function announce(recorded: { incidentId: string; seq: number; actor: Actor }, people: string[]): Job {
  const userIds = [...new Set(people)].filter((id) => id !== recorded.actor.id);
  return { name: "announce", data: { incidentId: recorded.incidentId, seq: recorded.seq, userIds } };
}
