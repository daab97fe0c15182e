import { isAnswered } from "#lib/contracts/escalation/needs.ts";
import type { Trigger } from "#lib/contracts/escalation/policy.ts";
import { type Escalation, type FiredStep, pagesOf, wordOf } from "#lib/contracts/escalation/state.ts";
import type { LevelReason, Why } from "#lib/contracts/escalation/time-machine.ts";
import { type LevelTime, levelTimes, nextMoment, viewOf } from "#lib/contracts/escalation/times.ts";
import { minutesInWords, triggerInWords } from "#lib/contracts/escalation/words.ts";
import type { RoomState } from "#lib/contracts/room.ts";

const MINUTE = 60_000;

/** Who stood everybody down, and why; what the state does not keep. */
export type StoodDown = { by: string; reason: string | null };

/** The whole answer in one sentence, as the log stood at `at`. Pure. */
export function answerAt(room: RoomState | null, escalation: Escalation | null, at: string, down: StoodDown | null): string {
  if (!room) return "Nobody was paged: the incident was not declared yet.";
  if (!escalation) return `Nobody was paged: ${whyNone(room)}`;
  const fired = escalation.fired.filter((step) => isSameMinute(step.at, at));
  const paged = fired.flatMap(({ pages }) => pages.filter(({ answer }) => answer?.means !== "here").map(({ name }) => name));
  if (paged.length > 0) return `${paged.join(", ")} ${paged.length > 1 ? "were" : "was"} paged in that minute, for ${titlesOf(fired)}.`;
  const lost = fired.flatMap(({ problems }) => problems);
  if (fired.length > 0 && lost.length > 0) return `${titlesOf(fired)} fired and found nobody: ${lost.join("; ")}.`;
  if (fired.length > 0) return `${titlesOf(fired)} fired; everybody whom it means was at work on the incident already.`;
  return `Nobody was paged: ${whyQuiet(escalation, room, at, down)}`;
}

function whyNone({ kind, visibility }: RoomState): string {
  if (kind === "test") return "it is a test.";
  if (kind === "retrospective") return "it was declared after the fact.";
  if (visibility === "private") return "it is private; people are paged by hand there.";
  return "it was declared without paging, and nobody had paged by hand.";
}

function whyQuiet(escalation: Escalation, room: RoomState, at: string, down: StoodDown | null): string {
  const word = wordOf(escalation);
  const next = nextMoment(escalation, viewOf(room));
  const coming = next && next.at > at ? ` The next step was due ${minutesInWords(minutesBetween(at, next.at))} later.` : "";
  switch (word) {
    case "ended":
      return `the incident had been ${room.phase} for ${since(escalation.endedAt, at)}.`;
    case "stood-down":
      return `${down?.by ?? "somebody"} had stood everybody down ${since(escalation.stoodDownAt, at)} before${down?.reason ? `: “${down.reason}”` : ""}.`;
    case "acknowledged":
      return `${answererOf(escalation)} had acknowledged ${since(escalation.acknowledgedAt, at)} before.${coming}`;
    case "exhausted":
      return `every level had fired and nobody had answered; the fallback was told ${since(escalation.exhaustedAt, at)} before.${coming}`;
    default:
      return runningWords(escalation, room, at, coming);
  }
}

function runningWords(escalation: Escalation, room: RoomState, at: string, coming: string): string {
  const waiting = pagesOf(escalation).filter(({ answer, step }) => !answer && step.loop === escalation.loop);
  const whom = [...new Set(waiting.map(({ name }) => name))].join(", ");
  if (coming) return `${whom ? `it waited for an answer of ${whom}.` : "nothing was due."}${coming}`;
  const next = nextMoment(escalation, viewOf(room));
  if (next && next.at <= at) return "a step was due and the pager had not fired it yet.";
  return escalation.policy ? "no level had a condition that held." : "it was paged by hand only; no policy ran.";
}

/** Why each level had, or had not, fired. Pure. */
export function levelReasons(escalation: Escalation, room: RoomState, at: string, down: StoodDown | null): LevelReason[] {
  return levelTimes(escalation, viewOf(room)).map((time) => {
    const fired = escalation.fired.findLast((step) => step.step === time.level.id && step.loop >= escalation.firstLoop);
    const { state, sentence } = reasonOf(time, { escalation, room, at, down, fired });
    return { level: `L${time.index + 1}`, title: time.level.title, state, at: fired && time.state !== "due" ? fired.at : time.at, sentence };
  });
}

type Around = { escalation: Escalation; room: RoomState; at: string; down: StoodDown | null; fired: FiredStep | undefined };

function reasonOf({ state, at: due, trigger, level }: LevelTime, around: Around): Pick<LevelReason, "state" | "sentence"> {
  const { at, fired } = around;
  const before = fired ? `${firedWords(fired)} ` : "";
  switch (state) {
    case "fired":
      return { state: "fired", sentence: fired ? firedWords(fired) : "It had fired." };
    case "due": {
      const why = trigger ? triggerInWords(trigger) : "";
      if (due !== null && due <= at) return { state: "late", sentence: `${before}Its time had come (${why}), and the pager had not fired it yet.` };
      return { state: "later", sentence: `${before}Due ${minutesInWords(minutesBetween(at, due ?? at))} later: ${why}.` };
    }
    case "waits": {
      const held = trigger ? conditionWords(trigger, around.room) : "Its condition did not hold.";
      const { acknowledgedAt } = around.escalation;
      const isStopped = acknowledgedAt !== null && level.triggers.some(({ until }) => until === "acknowledged");
      if (!isStopped) return { state: "condition", sentence: `${before}${held}` };
      const who = `${answererOf(around.escalation)} had acknowledged ${since(acknowledgedAt, at)} before`;
      return { state: "stopped", sentence: `${before}Stopped: ${who}. What it also waits for: ${held.charAt(0).toLowerCase()}${held.slice(1)}` };
    }
    case "by-hand":
      return { state: "by-hand", sentence: "It fires by hand only, and nobody had fired it." };
    case "stopped":
      return { state: "stopped", sentence: stoppedWords(around, level.triggers) };
    default:
      return state satisfies never;
  }
}

function firedWords({ pages, problems, trigger }: FiredStep): string {
  const called = pages.filter(({ answer }) => answer?.means !== "here").map(({ name }) => name);
  const here = pages.filter(({ answer }) => answer?.means === "here").map(({ name }) => name);
  const why = trigger ? ` (${triggerInWords(trigger)})` : " by hand";
  const lost = problems.length > 0 ? ` ${problems.join("; ")}.` : "";
  if (called.length > 0) return `Fired${why}: paged ${called.join(", ")}.${lost}`;
  if (here.length > 0) return `Fired${why}; ${here.join(", ")} worked on it already.${lost}`;
  return `Fired${why} and found nobody.${lost}`;
}

function conditionWords({ severity, revenuePerHour }: Trigger, { severity: is, figures }: RoomState): string {
  const parts: string[] = [];
  if (severity !== null && !(is !== null && is <= severity))
    parts.push(`it wants ${severity} or above, and the incident was ${is ?? "not judged yet"}`);
  if (revenuePerHour !== null && (figures.revenuePerHour ?? 0) <= revenuePerHour) {
    const said = figures.revenuePerHour === null ? "none was recorded" : `${figures.revenuePerHour.toLocaleString("en")} an hour was recorded`;
    parts.push(`it wants ${revenuePerHour === 0 ? "revenue" : `more than ${revenuePerHour.toLocaleString("en")} an hour`} at risk, and ${said}`);
  }
  return `Its condition did not hold: ${parts.join("; ")}.`;
}

function stoppedWords({ escalation, room, at, down }: Around, triggers: readonly Trigger[]): string {
  if (escalation.endedAt) return `No longer wanted: the incident was ${room.phase} by then.`;
  if (escalation.stoodDownAt) return `No longer wanted: ${down?.by ?? "somebody"} had stood everybody down.`;
  if (escalation.acknowledgedAt) {
    return `Stopped: ${answererOf(escalation)} had acknowledged ${since(escalation.acknowledgedAt, at)} before (it fires ${triggers.map(triggerInWords).join(", or ")}).`;
  }
  return "Stopped: every level had had its turn, and nobody had answered.";
}

/** Whose answer stopped the round. */
function answererOf(escalation: Escalation): string {
  const { acknowledgedAt } = escalation;
  const answered = pagesOf(escalation).filter(({ answer }) => answer?.answer === "acknowledged");
  const names = answered.filter(({ answer }) => answer && answer.at === acknowledgedAt).map(({ name }) => name);
  if (names.length > 0) return [...new Set(names)].join(", ");
  return isAnswered(escalation) ? (answered.at(-1)?.name ?? "somebody") : "somebody who was not paged";
}

/** What one page had come to by then. Pure. */
export function pageWords({ answer, name }: Pick<FiredStep["pages"][number], "answer" | "name">, notifiedAt: string, at: string): string {
  if (!answer) return `${name} had not answered after ${minutesInWords(minutesBetween(notifiedAt, at))}.`;
  const took = minutesInWords(minutesBetween(notifiedAt, answer.at));
  if (answer.means === "here") return `${name} worked on it already.`;
  if (answer.answer === "acknowledged") return `${name} acknowledged after ${took}.`;
  return answer.answer === "declined" ? `${name} said after ${took} that they cannot take it.` : `${name} could not be reached.`;
}

export function wordAt(room: RoomState | null): Why["state"] {
  if (!room) return "not-declared";
  return room.escalation ? wordOf(room.escalation) : "none";
}

function titlesOf(steps: readonly FiredStep[]): string {
  return steps.map(({ title }) => title).join(" and ");
}

function isSameMinute(one: string, other: string): boolean {
  return one.slice(0, 16) === other.slice(0, 16);
}

function minutesBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / MINUTE));
}

function since(from: string | null, at: string): string {
  return from ? minutesInWords(minutesBetween(from, at)) : "some time";
}
