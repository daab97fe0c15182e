import type { PersonRef } from "./actor.ts";
import { endEscalation, foldEscalation, resumeEscalation } from "./escalation/fold.ts";
import { startEscalation } from "./escalation/state.ts";
import type { ImpactInterval, ServiceRef, Task, TimestampValue } from "./incident.ts";
import { isActivePhase } from "./incident-terms.ts";
import type { Assignment } from "./role.ts";
import type { RoomState, Span } from "./room.ts";
import { foldPublication, foldPublished, foldQuestion } from "./status/fold.ts";
import { NOTHING_TOLD } from "./status/publication.ts";
import type { Annotation, Fact, FactOf, TimelineEntry } from "./timeline.ts";

/** The part of an entry that state depends on. */
export type Recorded = Pick<TimelineEntry, "fact" | "occurredAt" | "recordedAt" | "actor">;

/**
 * The room after one more fact. Pure: same log, same state. Facts that change no state (a note) return the very same object.
 * The first fact of every log is `declared`.
 */
export function foldRoom(room: RoomState | null, entry: Recorded): RoomState {
  const { fact } = entry;
  if (fact.kind === "declared") return openRoom(fact, entry);
  if (room === null) throw new Error(`A log begins with "declared", not "${fact.kind}".`);
  return applyFact(room, fact, entry);
}

/** Folds a whole log, oldest first. Null for an empty log. */
export function foldLog(entries: Iterable<Recorded>): RoomState | null {
  let room: RoomState | null = null;
  for (const entry of entries) room = foldRoom(room, entry);
  return room;
}

function openRoom(fact: FactOf<"declared">, entry: Recorded): RoomState {
  return {
    reference: fact.reference,
    title: fact.title,
    summary: fact.summary,
    kind: fact.incidentKind,
    visibility: fact.visibility,
    members: fact.members,
    phase: fact.phase,
    severity: fact.severity,
    fields: fact.fields,
    timestamps: fact.timestamps,
    services: fact.services,
    figures: fact.figures,
    intervals: [],
    assignments: [],
    handover: null,
    tasks: [],
    links: [],
    watchers: [],
    relations: [],
    mergedInto: null,
    absorbed: [],
    nextUpdateDueAt: fact.nextUpdateDueAt,
    lastUpdate: null,
    phases: [{ value: fact.phase, startedAt: entry.recordedAt, endedAt: null }],
    severities: fact.severity ? [{ value: fact.severity, startedAt: entry.recordedAt, endedAt: null }] : [],
    documents: [],
    hypotheses: [],
    escalation: fact.escalation ? startEscalation(fact.escalation.id, fact.escalation.policy, entry.recordedAt) : null,
    told: NOTHING_TOLD,
  };
}

function applyFact(room: RoomState, fact: Exclude<Fact, { kind: "declared" }>, entry: Recorded): RoomState {
  switch (fact.kind) {
    case "edited":
      return { ...room, [fact.field]: fact.to };
    case "field":
      return { ...room, fields: withField(room.fields, fact.key, fact.to) };
    case "status":
      return {
        ...room,
        phase: fact.to,
        timestamps: withTimestamps(room.timestamps, fact.timestamps),
        phases: enter(room.phases, fact.to, entry.recordedAt),
        nextUpdateDueAt: fact.nextUpdateDueAt,
        escalation: isActivePhase(fact.to) ? room.escalation : endEscalation(room.escalation, entry.recordedAt),
      };
    case "severity":
      return {
        ...room,
        severity: fact.to,
        severities: enter(room.severities, fact.to, entry.recordedAt),
        nextUpdateDueAt: fact.nextUpdateDueAt,
      };
    case "services":
      return { ...room, services: without(union(room.services, fact.added), fact.removed) };
    case "impact":
      return { ...room, figures: fact.figures };
    case "interval":
      return { ...room, intervals: withInterval(room.intervals, fact) };
    case "timestamp":
      return { ...room, timestamps: withTimestamps(room.timestamps, { [fact.name]: fact.to }) };
    case "role":
      return { ...room, assignments: withAssignment(room.assignments, fact.assignment, fact.replaces) };
    case "handover":
      return applyHandover(room, fact, entry);
    case "task":
      return { ...room, tasks: withTask(room.tasks, fact) };
    case "link":
      return { ...room, links: fact.action === "removed" ? without(room.links, [fact.link]) : replace(room.links, fact.link) };
    case "watcher":
      return { ...room, watchers: withPerson(room.watchers, fact.person, fact.isWatching) };
    case "access":
      return { ...room, visibility: fact.visibility, members: fact.members };
    case "relation":
      return { ...room, relations: withRelation(room.relations, fact) };
    case "merged":
      return {
        ...room,
        phase: "merged",
        mergedInto: fact.into,
        phases: enter(room.phases, "merged", entry.recordedAt),
        nextUpdateDueAt: null,
        handover: null,
        escalation: endEscalation(room.escalation, entry.recordedAt),
      };
    case "unmerged":
      return {
        ...room,
        phase: fact.phase,
        mergedInto: null,
        phases: enter(room.phases, fact.phase, entry.recordedAt),
        nextUpdateDueAt: fact.nextUpdateDueAt,
        escalation: resumeEscalation(room.escalation, room.phases.at(-1)?.startedAt ?? null),
      };
    case "absorbed":
      return {
        ...room,
        absorbed: [...room.absorbed, fact.source],
        services: union(room.services, fact.moved.services),
        watchers: union(room.watchers, fact.moved.watchers),
        tasks: union(room.tasks, fact.moved.tasks),
        links: union(room.links, fact.moved.links),
      };
    case "released":
      return {
        ...room,
        absorbed: without(room.absorbed, [fact.source]),
        services: without(room.services, fact.moved.services),
        watchers: without(room.watchers, fact.moved.watchers),
        tasks: without(room.tasks, fact.moved.tasks),
        links: without(room.links, fact.moved.links),
      };
    case "update":
      return {
        ...room,
        lastUpdate: { text: fact.text, at: entry.recordedAt, by: entry.actor.name },
        nextUpdateDueAt: fact.nextUpdateDueAt,
        told: fact.published ? foldPublished(room.told, fact.published, entry) : room.told,
      };
    case "publication":
      return { ...room, told: foldPublication(room.told, fact, entry) };
    case "question":
      return { ...room, told: foldQuestion(room.told, fact, entry) };
    case "document": {
      const { id, kind, title, version, figures } = fact.document;
      return { ...room, documents: [...room.documents.filter((one) => one.kind !== kind), { id, kind, title, version, figures }] };
    }
    case "hypothesis":
      return { ...room, hypotheses: replace(room.hypotheses, fact.hypothesis) };
    case "page":
    case "acknowledgement":
    case "escalation":
      return withEscalation(room, foldEscalation(room.escalation, fact, entry.recordedAt), entry);
    case "note":
    case "amended":
    case "retracted":
    case "marked":
    case "finding":
    case "alert":
    case "change":
    case "runbook":
    case "runbook_step":
    case "approval":
    case "investigation":
    case "agent":
    case "deadline":
    case "postmortem":
    case "action-item":
    case "lesson":
      return room;
    default:
      return fact satisfies never;
  }
}

/** The first acknowledgement of a page is when the incident was acknowledged, unless that is known already. */
function withEscalation(room: RoomState, escalation: RoomState["escalation"], entry: Recorded): RoomState {
  const isFirst = escalation?.acknowledgedAt && !room.timestamps.acknowledgedAt;
  if (!isFirst) return { ...room, escalation };
  const acknowledgedAt: TimestampValue = { at: entry.recordedAt, source: "automatic", by: entry.actor.name };
  return { ...room, escalation, timestamps: { ...room.timestamps, acknowledgedAt } };
}

function applyHandover(room: RoomState, fact: FactOf<"handover">, entry: Recorded): RoomState {
  if (fact.state === "offered" && fact.brief) {
    return { ...room, handover: { id: fact.id, from: fact.from, to: fact.to, brief: fact.brief, offeredAt: entry.recordedAt } };
  }
  if (fact.state !== "accepted" || !fact.assignment) return { ...room, handover: null };
  const previous = room.assignments.find((a) => a.role === fact.assignment?.role && a.person.id === fact.from.id) ?? null;
  return { ...room, handover: null, assignments: withAssignment(room.assignments, fact.assignment, previous) };
}

/** How an entry reads after `fact`, which is about it. */
export function foldAnnotation(before: Annotation | null, fact: Fact, entry: Recorded): Annotation {
  const annotation = before ?? NO_ANNOTATION;
  switch (fact.kind) {
    case "amended":
      return { ...annotation, text: fact.text, editedAt: entry.recordedAt, editedBy: entry.actor.name };
    case "retracted":
      return { ...annotation, isRetracted: fact.isRetracted, editedAt: entry.recordedAt, editedBy: entry.actor.name };
    case "marked":
      return {
        ...annotation,
        isPinned: fact.isPinned ?? annotation.isPinned,
        isStarred: fact.isStarred ?? annotation.isStarred,
        tags: fact.tags ?? annotation.tags,
      };
    default:
      return annotation;
  }
}

export const NO_ANNOTATION: Annotation = {
  text: null,
  editedAt: null,
  editedBy: null,
  isRetracted: false,
  isPinned: false,
  isStarred: false,
  tags: [],
};

function enter(spans: Span[], value: string, at: string): Span[] {
  const closed = spans.map((span) => (span.endedAt === null ? { ...span, endedAt: at } : span));
  return [...closed, { value, startedAt: at, endedAt: null }];
}

function withTimestamps(before: RoomState["timestamps"], changes: FactOf<"status">["timestamps"]): RoomState["timestamps"] {
  const after = { ...before };
  for (const [name, value] of Object.entries(changes) as [keyof typeof after, (typeof after)["startedAt"] | null][]) {
    if (value) after[name] = value;
    else delete after[name];
  }
  return after;
}

function withField(before: RoomState["fields"], key: string, to: string | null): RoomState["fields"] {
  const { [key]: _, ...rest } = before;
  return to === null ? rest : { ...rest, [key]: to };
}

function withInterval(before: ImpactInterval[], fact: FactOf<"interval">): ImpactInterval[] {
  return fact.action === "removed" ? without(before, [fact.interval]) : replace(before, fact.interval);
}

function withAssignment(before: Assignment[], assignment: Assignment, replaces: Assignment | null): Assignment[] {
  const kept = replaces && replaces.id !== assignment.id ? without(before, [replaces]) : before;
  return assignment.state === "released" ? without(kept, [assignment]) : replace(kept, assignment);
}

function withTask(before: Task[], fact: FactOf<"task">): Task[] {
  const after = fact.action === "removed" ? without(before, [fact.task]) : replace(before, fact.task);
  return after.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
}

function withPerson(before: PersonRef[], person: PersonRef, isIn: boolean): PersonRef[] {
  return isIn ? replace(before, person) : without(before, [person]);
}

function withRelation(before: RoomState["relations"], fact: FactOf<"relation">): RoomState["relations"] {
  const kept = before.filter((relation) => relation.reference !== fact.relation.reference);
  return fact.action === "removed" ? kept : [...kept, fact.relation];
}

type Identified = { id: string };

function replace<T extends Identified>(list: T[], item: T): T[] {
  return list.some(({ id }) => id === item.id) ? list.map((old) => (old.id === item.id ? item : old)) : [...list, item];
}

function union<T extends Identified>(list: T[], more: T[]): T[] {
  return [...list, ...more.filter((item) => !list.some(({ id }) => id === item.id))];
}

function without<T extends Identified>(list: T[], gone: (ServiceRef | Identified)[]): T[] {
  return list.filter((item) => !gone.some(({ id }) => id === item.id));
}
