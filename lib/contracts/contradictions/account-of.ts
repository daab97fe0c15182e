import { foldRoom } from "../fold.ts";
import { isActivePhase } from "../incident-terms.ts";
import type { RoomState } from "../room.ts";
import type { FactOf, TimelineEntry } from "../timeline.ts";
import type { Account, Call, Statement } from "./account.ts";

type LogEntry = Pick<TimelineEntry, "seq" | "occurredAt" | "recordedAt" | "actor" | "fact">;
type Gathered = { statements: Map<number, Statement>; retracted: Set<number>; calls: Map<string, Call>; sources: Record<string, number> };

/** Everything that an incident says of itself, from its whole log (oldest first), each with the entry that it stands in. Null for none. Pure. */
export function accountOf(entries: Iterable<LogEntry>): Account | null {
  const gathered: Gathered = { statements: new Map(), retracted: new Set(), calls: new Map(), sources: {} };
  let room: RoomState | null = null;
  for (const entry of entries) {
    const before: RoomState | null = room;
    room = foldRoom(before, entry);
    noteSources(gathered.sources, before, room, entry.seq);
    noteWords(gathered, room, entry);
    if (entry.fact.kind === "role" && before) noteCall(gathered.calls, before, entry.fact, entry);
  }
  if (!room) return null;
  const { statements, retracted, calls, sources } = gathered;
  const written = [...statements.values()].filter(({ seq }) => seq === undefined || !retracted.has(seq));
  return { room, statements: [...ownWords(room, sources), ...written], calls: [...calls.values()], sources };
}

/** Which entry each recorded thing stands from: the one that last changed it. */
function noteSources(sources: Record<string, number>, before: RoomState | null, after: RoomState, seq: number): void {
  for (const [name, value] of Object.entries(after.timestamps)) {
    if (before?.timestamps[name as keyof RoomState["timestamps"]]?.at !== value?.at) sources[name] = seq;
  }
  for (const part of ["figures", "severity", "title", "summary"] as const) if (before?.[part] !== after[part]) sources[part] = seq;
  for (const interval of after.intervals) if (!before?.intervals.includes(interval)) sources[interval.id] = seq;
}

function noteWords({ statements, retracted }: Gathered, room: RoomState, { fact, seq, recordedAt, occurredAt, actor }: LogEntry): void {
  const then = { seq, usersPercentThen: room.figures.usersPercent };
  if (fact.kind === "update") statements.set(seq, { where: `the update of ${minute(recordedAt)}`, text: fact.text, at: recordedAt, ...then });
  if (fact.kind === "note")
    statements.set(seq, { where: `${actor.name}'s note of ${minute(occurredAt)}`, text: fact.text, at: occurredAt, ...then, isNote: true });
  if (fact.kind === "retracted") retracted[fact.isRetracted ? "add" : "delete"](fact.entry);
  const amended = fact.kind === "amended" ? statements.get(fact.entry) : undefined;
  if (fact.kind === "amended" && amended) statements.set(fact.entry, { ...amended, text: fact.text, usersPercentThen: room.figures.usersPercent });
}

/** Somebody who is asked for a role while the incident is open is called for help; answering takes the call. */
function noteCall(calls: Map<string, Call>, room: RoomState, { assignment }: FactOf<"role">, { seq, recordedAt }: LogEntry): void {
  const { id, person, state } = assignment;
  const call = calls.get(id);
  if (state === "paged" && !call && isActivePhase(room.phase))
    calls.set(id, { who: person.name, calledAt: recordedAt, acknowledgedAt: null, seq, isForRole: true });
  else if (call && state !== "paged" && state !== "released") calls.set(id, { ...call, acknowledgedAt: call.acknowledgedAt ?? recordedAt });
}

/** The texts that stand for the incident itself. Updates are gathered one by one. */
function ownWords({ title, summary, figures }: RoomState, sources: Record<string, number>): Statement[] {
  const own = (where: string, text: string, seq: number | undefined): Statement => ({ where, text, at: null, ...(seq === undefined ? {} : { seq }) });
  return [
    own("the title", title, sources.title),
    own("the summary", summary, sources.summary),
    own("the impact", figures.text ?? "", sources.figures),
  ];
}

function minute(at: string): string {
  return `${at.slice(11, 16)} UTC`;
}
