import type { Recorded } from "../contracts/fold.ts";
import { foldLog } from "../contracts/fold.ts";
import { type ImpactInterval, NO_FIGURES, type Task } from "../contracts/incident.ts";
import type { Assignment } from "../contracts/role.ts";
import type { RoomState } from "../contracts/room.ts";
import type { Fact, FactOf, TimelineEntry } from "../contracts/timeline.ts";

export const NOON = "2026-11-23T12:00:00.000Z";
export const ADA = { id: idOf(1), name: "Ada Lind" };
export const BO = { id: idOf(2), name: "Bo Martin" };
export const CY = { id: idOf(3), name: "Cy Ode" };
export const CHECKOUT = { id: idOf(11), name: "checkout" };
export const SEARCH = { id: idOf(12), name: "search" };

/** A valid id that ends in this number. */
export function idOf(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

/** An instant some minutes after noon of the test day, RFC 3339. */
export function minutesPast(minutes: number): string {
  return new Date(Date.parse(NOON) + minutes * 60_000).toISOString();
}

export const DECLARED: FactOf<"declared"> = {
  kind: "declared",
  reference: "INC-2026-1123-001",
  title: "Checkout fails",
  summary: "",
  severity: "SEV2",
  phase: "investigating",
  incidentKind: "real",
  visibility: "normal",
  members: [],
  services: [CHECKOUT],
  figures: NO_FIGURES,
  fields: {},
  timestamps: { declaredAt: { at: NOON, source: "automatic", by: ADA.name } },
  nextUpdateDueAt: minutesPast(30),
};

export function recorded(fact: Fact, at: string = NOON): Recorded {
  return { fact, occurredAt: at, recordedAt: at, actor: { type: "user", ...ADA } };
}

export function entryOf(seq: number, fact: Fact, rest: Partial<TimelineEntry> = {}): TimelineEntry {
  return { seq, visibleAt: null, seenAt: null, annotation: null, ...recorded(fact), ...rest };
}

/** The room after `declared` and these facts, one minute apart. */
export function roomAfter(...facts: Fact[]): RoomState {
  const room = foldLog([DECLARED, ...facts].map((fact, index) => recorded(fact, minutesPast(index))));
  if (!room) throw new Error("A log that begins with declared has a room.");
  return room;
}

/** A room with these values in place of those of `DECLARED`. */
export function aRoom(changes: Partial<RoomState> = {}): RoomState {
  return { ...roomAfter(), ...changes };
}

export function anAssignment(changes: Partial<Assignment> = {}): Assignment {
  return { id: idOf(100), role: "commander", person: ADA, state: "active", since: NOON, assignedBy: ADA.name, ...changes };
}

export function aTask(number: number, changes: Partial<Task> = {}): Task {
  return {
    id: idOf(200 + number),
    title: `Task ${number}`,
    state: "open",
    assignee: null,
    position: number,
    createdAt: NOON,
    doneAt: null,
    ...changes,
  };
}

export function anInterval(number: number, changes: Partial<ImpactInterval> = {}): ImpactInterval {
  return { id: idOf(300 + number), service: CHECKOUT, level: "partial", share: null, regions: [], startedAt: NOON, endedAt: null, ...changes };
}
