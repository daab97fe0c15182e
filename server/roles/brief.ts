import type { HandoverBrief } from "#lib/contracts/role.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Tag, TimelineEntry } from "#lib/contracts/timeline.ts";
import { figuresInWords } from "#lib/describe-event.ts";
import { utcMinute } from "#lib/utc-minute.ts";
import { nextPageLine, notifiedLines } from "./escalation-lines.ts";

const LATEST_NOTES = 8;
const LINE_LENGTH = 240;

/**
 * A hand-over brief drafted from what the room and its timeline say; the commander corrects it before offering. Pure.
 * @param entries with their annotations, in any order
 */
export function draftBrief(room: RoomState, entries: TimelineEntry[]): HandoverBrief {
  const notes = entries
    .filter(({ fact, annotation }) => fact.kind === "note" && !annotation?.isRetracted)
    .toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
  return {
    situation: situationOf(room),
    investigations: noteLines(tagged(notes, "investigation")),
    tried: noteLines(tagged(notes, "mitigation")),
    next: taskLines(room),
    blockers: "",
  };
}

function situationOf(room: RoomState): string {
  const severity = room.severity ?? "severity open";
  const began = room.timestamps.startedAt ?? room.timestamps.detectedAt ?? room.timestamps.declaredAt;
  const figures = figuresInWords(room.figures);
  const going = room.intervals
    .filter(({ endedAt }) => endedAt === null)
    .map(({ level, service }) => `${level}${service ? ` on ${service.name}` : ""}`);
  const lines = [
    `${room.title} (${severity}, ${room.phase}${began ? `, since ${utcMinute(began.at)}` : ""}).`,
    room.summary.trim(),
    room.services.length > 0 ? `Affected: ${room.services.map(({ name }) => name).join(", ")}.` : "",
    figures ? `Impact: ${figures}.` : "",
    going.length > 0 ? `Going on: ${going.join(", ")}.` : "",
    room.lastUpdate ? `Last update (${utcMinute(room.lastUpdate.at)}, ${room.lastUpdate.by}): ${shortened(room.lastUpdate.text)}` : "",
    ...notifiedLines(room),
    room.nextUpdateDueAt ? `The next update is due ${utcMinute(room.nextUpdateDueAt)}.` : "",
  ];
  return cut(lines.filter((line) => line !== "").join("\n"));
}

function tagged(notes: TimelineEntry[], tag: Tag): TimelineEntry[] {
  return notes.filter(({ annotation }) => annotation?.tags.includes(tag));
}

function noteLines(notes: TimelineEntry[]): string {
  const lines = notes.slice(-LATEST_NOTES).map(({ fact, annotation, occurredAt, actor }) => {
    const text = annotation?.text ?? (fact.kind === "note" ? fact.text : "");
    return `- ${occurredAt.slice(11, 16)} ${actor.name}: ${shortened(text)}`;
  });
  return cut(lines.join("\n"));
}

function taskLines(room: RoomState): string {
  const open = room.tasks.filter(({ state }) => state === "open" || state === "doing");
  const lines = open.map(({ title, assignee, state }) => `- ${title}${assignee ? ` (${assignee.name})` : ""}${state === "doing" ? ", begun" : ""}`);
  return cut([...lines, nextPageLine(room)].filter((line) => line !== "").join("\n"));
}

/** The first line of a text, short enough for a list. */
function shortened(text: string): string {
  const characters = [...(text.trim().split("\n")[0] ?? "")];
  return characters.length <= LINE_LENGTH ? characters.join("") : `${characters.slice(0, LINE_LENGTH - 1).join("")}…`;
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= 4_000 ? text : `${characters.slice(0, 3_999).join("")}…`;
}
