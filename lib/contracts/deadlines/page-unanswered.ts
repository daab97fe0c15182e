import { DEADLINE_MINUTES } from "../deadline-terms.ts";
import { type Escalation, type Page, pagesOf } from "../escalation/state.ts";
import { isOver, levelTimes, nextMoment, viewOf } from "../escalation/times.ts";
import { triggerInWords } from "../escalation/words.ts";
import type { RoomState } from "../room.ts";
import { BY_PRESS, minutesAfter } from "./parts.ts";
import type { DeadlineRule } from "./rule.ts";

type Waiting = Page & { step: Escalation["fired"][number] };

/** Somebody was paged and has not answered. The subject is the person; the pager itself goes on without an answer. */
export const pageUnanswered: DeadlineRule = {
  permission: "incident.answer",
  standing: (room) => {
    const { escalation } = room;
    if (!escalation) return [];
    const next = nextMoment(escalation, viewOf(room));
    return [...waitingByPerson(escalation).values()].flatMap((pages) => {
      const newest = pages.at(-1);
      if (!newest?.person) return [];
      const dueAt = next && next.at > newest.step.at ? next.at : minutesAfter(newest.step.at, DEADLINE_MINUTES.pageUnanswered);
      return [{ subject: newest.person.id, owner: { type: "person" as const, person: newest.person }, dueAt }];
    });
  },
  isFrom: (fact, { subject }) => fact.kind === "page" && fact.steps.some(({ pages }) => pages.some(({ person }) => person?.id === subject)),
  answerIn: (fact, { subject }) => {
    if (fact.kind !== "acknowledgement" || fact.person.id !== subject) return null;
    return fact.answer === "acknowledged" ? "accept" : "decline";
  },
  words: (room, { subject }) => {
    const page = newestOf(room, subject);
    const why = page?.step.trigger ? triggerInWords(page.step.trigger) : "by hand";
    return {
      title: `You are paged: ${page?.step.title ?? "somebody has to look"}`,
      why: `${room.title} needs somebody who looks at it (${why}).`,
      accept: { label: "Acknowledge", effect: "It is yours: nobody further is paged for want of an answer.", ...BY_PRESS },
      decline: { label: "I can't", effect: "The next level is paged at once when nobody else is left.", ...BY_PRESS },
      edit: { label: "Escalation", href: `/incidents/${room.reference}/escalation` },
      onExpiry: expiryWords(room),
    };
  },
  missed: (room, { subject }) => `${newestOf(room, subject)?.name ?? "Somebody"} has not answered the page`,
  onMissed: () => null,
};

/** Who still has to answer: what an acknowledgement of somebody else settled waits for nobody any more. */
function waitingByPerson(escalation: Escalation): Map<string, Waiting[]> {
  const byPerson = new Map<string, Waiting[]>();
  if (isOver(escalation)) return byPerson;
  for (const page of pagesOf(escalation)) {
    const isSettled = escalation.acknowledgedAt !== null && page.step.at <= escalation.acknowledgedAt;
    if (!page.person || page.answer || isSettled || page.step.loop < escalation.firstLoop) continue;
    byPerson.set(page.person.id, [...(byPerson.get(page.person.id) ?? []), page]);
  }
  return byPerson;
}

function newestOf({ escalation }: RoomState, subject: string): Waiting | undefined {
  return escalation ? waitingByPerson(escalation).get(subject)?.at(-1) : undefined;
}

function expiryWords(room: RoomState): string {
  const { escalation } = room;
  const next = escalation ? nextMoment(escalation, viewOf(room)) : null;
  if (!escalation || !next) return "Nothing follows by itself; the page stays open.";
  const due = levelTimes(escalation, viewOf(room)).filter(({ state, at }) => state === "due" && at === next.at);
  switch (next.what) {
    case "level":
      return `${due.map(({ level }) => level.title).join(" and ")} ${due.length > 1 ? "are" : "is"} paged.`;
    case "exhausted":
      return "The fallback is told that nobody answered.";
    default:
      return "It begins at the first level again.";
  }
}
