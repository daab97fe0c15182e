import { pagesOf, wordOf } from "#lib/contracts/escalation/state.ts";
import { levelTimes, nextMoment, viewOf } from "#lib/contracts/escalation/times.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { utcMinute } from "#lib/utc-minute.ts";

type Page = ReturnType<typeof pagesOf>[number];

/** Who was paged for an incident and who answered, a line each. Pure. */
export function notifiedLines({ escalation }: RoomState): string[] {
  const pages = escalation ? pagesOf(escalation) : [];
  if (!escalation || pages.length === 0) return [];
  return [`Escalation: ${wordOf(escalation).replace("-", " ")}.`, ...pages.map(lineOf)];
}

function lineOf({ name, answer, step }: Page): string {
  const told = `- ${name} (${step.title}) was notified ${utcMinute(step.at)}`;
  if (!answer) return `${told}, no answer yet`;
  if (answer.means === "here") return `${told}, at work on it already`;
  return `${told}, ${answer.answer} ${utcMinute(answer.at)}`;
}

/** What escalates next and when; nothing when nothing fires by itself. Pure. */
export function nextPageLine(room: RoomState): string {
  const { escalation } = room;
  const next = escalation ? nextMoment(escalation, viewOf(room)) : null;
  if (!escalation || !next) return "";
  if (next.what !== "level") return `- ${utcMinute(next.at)}: the escalation goes on, unless somebody acknowledges`;
  const due = levelTimes(escalation, viewOf(room)).filter(({ state, at }) => state === "due" && at === next.at);
  const until = due.every(({ trigger }) => trigger?.until === "resolved") ? "resolved" : "acknowledged";
  return `- ${utcMinute(next.at)}: ${due.map(({ level }) => level.title).join(" and ")} is paged, unless it is ${until} by then`;
}
