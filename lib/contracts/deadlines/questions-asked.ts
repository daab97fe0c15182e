import { COMMANDER } from "../built-in-roles.ts";
import type { DeadlineOwner } from "../deadline.ts";
import { DEADLINE_MINUTES } from "../deadline-terms.ts";
import type { RoomState } from "../room.ts";
import { openQuestions } from "../status/questions.ts";
import { activeIn, COMMUNICATIONS, leadersOrAll, minutesAfter } from "./parts.ts";
import type { DeadlineRule } from "./rule.ts";

const FOR_ALL = "The answer stands on the page for all who asked.";

/** What stakeholders asked: one card, however many asked. The subject is the question that waits longest: it says when the card is due, and an answer is to it. */
export const questionsAsked: DeadlineRule = {
  standing: (room) => {
    const [oldest] = openQuestions(room);
    if (!oldest) return [];
    return [{ subject: oldest.id, owner: ownerIn(room), dueAt: minutesAfter(oldest.askedAt, DEADLINE_MINUTES.questionsAsked) }];
  },
  isFrom: (fact, { subject }) => fact.kind === "question" && fact.action === "asked" && fact.id === subject,
  answerIn: (fact, { subject }) => (fact.kind === "question" && fact.action === "answered" && fact.id === subject ? "accept" : null),
  words: (room, { subject }) => {
    const open = openQuestions(room);
    const first = open.find(({ id }) => id === subject)?.text ?? "";
    const people = open.reduce((sum, one) => sum + one.people, 0);
    return {
      title: open.length === 1 ? `Stakeholders ask: ${open[0]?.text}` : `Stakeholders have ${open.length} questions`,
      why: `${people === 1 ? "One person waits" : `${people} people wait`}: ${open.map(({ text }) => text).join(" · ")}`,
      accept: { label: "Answer…", effect: open.length === 1 ? FOR_ALL : `${FOR_ALL} Words alone answer “${first}”.`, dialog: "questions" },
      decline: null,
      edit: { label: "Answer…", dialog: "questions" },
      onExpiry: "Those who lead are reminded; the questions stay.",
    };
  },
  missed: () => "stakeholders wait for an answer",
  onMissed: ({ room }) => ({ tells: leadersOrAll(room) }),
  permission: "status.publish",
};

/** Whoever does communications, else the commander, else whoever commands. */
function ownerIn(room: RoomState): DeadlineOwner {
  const holder = activeIn(room, COMMUNICATIONS) ?? activeIn(room, COMMANDER);
  return holder ? { type: "person", person: holder.person } : { type: "command" };
}
