import type { PersonRef } from "#lib/contracts/actor.ts";
import type { Task } from "#lib/contracts/incident.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Fact, FactKind, FactOf } from "#lib/contracts/timeline.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { mayName, thoseWhoMaySee } from "./access-rules.ts";

export type Moved = FactOf<"absorbed">["moved"];

/** Refuses merges that would tell a secret, mix exercise with reality, or lose the source. Pure. */
export function requireMergeable(source: RoomState, target: RoomState): void {
  if (target.phase === "declined" || target.phase === "cancelled") {
    throw new InvalidError(
      `${target.reference} is ${target.phase}. Merge into an incident that is worked on, or reopen it first.`,
      "illegal_transition",
    );
  }
  if (isExercise(source) !== isExercise(target) || (isExercise(source) && source.kind !== target.kind)) {
    throw new InvalidError(
      `${source.reference} is of kind ${source.kind} and ${target.reference} of kind ${target.kind}. Merge only incidents of the same kind.`,
    );
  }
  if (source.visibility === "private" && target.visibility === "normal") {
    throw new InvalidError(
      `${source.reference} is private and ${target.reference} is not: merging would show it to everybody. Make ${target.reference} private first.`,
    );
  }
  if (mayName(source, target)) return;
  throw new InvalidError(
    source.visibility === "normal"
      ? `${target.reference} is private and ${source.reference} is not: merging would tell everybody of it. Make ${source.reference} private first.`
      : `Not everybody who may see ${source.reference} may see ${target.reference}. Add them there first.`,
  );
}

function isExercise({ kind }: RoomState): boolean {
  return kind === "drill" || kind === "test";
}

/** What the target gets that it does not have: services, people to keep informed, unfinished tasks after its own, links. Pure. */
export function movedItems(source: RoomState, target: RoomState): Moved {
  const last = Math.max(0, ...target.tasks.map(({ position }) => position));
  const unfinished = source.tasks.filter(({ state }) => state === "open" || state === "doing");
  return {
    services: lacking(target.services, source.services),
    watchers: lacking(target.watchers, thoseWhoMaySee(target, concerned(source))),
    tasks: lacking(target.tasks, unfinished).map((task, index) => ({ ...task, assignee: visibleAssignee(target, task), position: last + index + 1 })),
    links: lacking(target.links, source.links),
  };
}

function concerned({ watchers, assignments }: RoomState): PersonRef[] {
  const holders = assignments.map(({ person }) => person);
  return [...new Map([...watchers, ...holders].map((person) => [person.id, person])).values()];
}

function visibleAssignee(room: RoomState, { assignee }: Task): PersonRef | null {
  return assignee && thoseWhoMaySee(room, [assignee]).length > 0 ? assignee : null;
}

export const MERGE_KINDS = ["absorbed", "released", "services", "watcher", "task", "link"] as const satisfies FactKind[];

/**
 * What undoing a merge takes from the target: what came with merged incidents, belongs to the source, and to no other incident that is
 * still merged here. What people at the target took off and put back themselves is theirs. Pure.
 * @param log the target's facts of `MERGE_KINDS`, oldest first
 * @param others the incidents that stay merged into the target
 */
export function releasedItems(log: Fact[], source: RoomState, target: RoomState, others: RoomState[]): Moved {
  const came = itemsThatCame(log);
  const isLeaving = (id: string, idsOf: (room: RoomState) => string[]) =>
    came.has(id) && idsOf(source).includes(id) && !others.some((other) => idsOf(other).includes(id));
  const ids = (items: { id: string }[]) => items.map(({ id }) => id);
  return {
    services: target.services.filter(({ id }) => isLeaving(id, (room) => ids(room.services))),
    watchers: target.watchers.filter(({ id }) => isLeaving(id, (room) => ids(concerned(room)))),
    tasks: target.tasks.filter(({ id }) => isLeaving(id, (room) => ids(room.tasks))),
    links: target.links.filter(({ id }) => isLeaving(id, (room) => ids(room.links))),
  };
}

function itemsThatCame(log: Fact[]): Set<string> {
  const came = new Set<string>();
  for (const fact of log) {
    if (fact.kind === "absorbed") for (const id of idsOf(fact.moved)) came.add(id);
    else for (const id of idsTakenOff(fact)) came.delete(id);
  }
  return came;
}

function idsTakenOff(fact: Fact): string[] {
  switch (fact.kind) {
    case "released":
      return idsOf(fact.moved);
    case "services":
      return fact.removed.map(({ id }) => id);
    case "watcher":
      return fact.isWatching ? [] : [fact.person.id];
    case "task":
      return fact.action === "removed" ? [fact.task.id] : [];
    case "link":
      return fact.action === "removed" ? [fact.link.id] : [];
    default:
      return [];
  }
}

function idsOf({ services, watchers, tasks, links }: Moved): string[] {
  return [...services, ...watchers, ...tasks, ...links].map(({ id }) => id);
}

/** Work done on the source's tasks while they were at the target, as facts for the source. Pure. */
export function tasksCarriedBack(source: RoomState, back: Task[]): FactOf<"task">[] {
  return back.flatMap((task) => {
    const before = source.tasks.find(({ id }) => id === task.id);
    if (!before) return [];
    const assignee = task.assignee === null ? before.assignee && null : (visibleAssignee(source, task) ?? before.assignee);
    const after = { ...task, assignee, position: before.position };
    const isSame = before.title === after.title && before.state === after.state && before.assignee?.id === after.assignee?.id;
    return isSame ? [] : [{ kind: "task" as const, action: "changed" as const, task: after, before }];
  });
}

function lacking<T extends { id: string }>(list: T[], more: T[]): T[] {
  return more.filter((item) => !list.some(({ id }) => id === item.id));
}
