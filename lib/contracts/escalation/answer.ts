import type { z } from "zod";
import type { AcknowledgementFact as Fact } from "./facts.ts";
import { foldEscalation } from "./fold.ts";
import { isAnswered } from "./needs.ts";
import { type Escalation, pagesOf } from "./state.ts";

type AcknowledgementFact = z.infer<typeof Fact>;
type Answer = Pick<AcknowledgementFact, "person" | "means"> & { answer: "acknowledge" | "decline" };

/** What an answer says: to all pages of that person that are open to it. Pure. */
export function answerOf(escalation: Escalation, { person, answer, means }: Answer, now: string): AcknowledgementFact {
  const mine = pagesOf(escalation).filter((page) => page.person?.id === person.id);
  const isOpen = answer === "acknowledge" ? ({ answer: given }: (typeof mine)[number]) => given?.answer !== "acknowledged" : isUnanswered;
  const pages = mine.filter(isOpen).map(({ id }) => id);
  const fact: AcknowledgementFact = {
    kind: "acknowledgement",
    escalation: escalation.id,
    person,
    pages,
    answer: answer === "acknowledge" ? "acknowledged" : "declined",
    means,
    settles: false,
  };
  const after = foldEscalation(escalation, fact, now);
  const settles = answer === "acknowledge" && (mine.length === 0 || (after !== null && isAnswered(after)));
  return { ...fact, settles };
}

function isUnanswered({ answer }: { answer: unknown }): boolean {
  return answer === null;
}
