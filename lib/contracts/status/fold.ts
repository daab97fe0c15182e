import type { Recorded } from "../fold.ts";
import type { Publication, PublicationFact, PublishedUpdate, Question, QuestionFact, Told } from "./publication.ts";

type When = Pick<Recorded, "recordedAt" | "actor">;

/** What was told after one more public update: a request of the same id is settled by it. Pure. */
export function foldPublished(told: Told, update: PublishedUpdate, { recordedAt, actor }: When): Told {
  const publication: Publication = { ...update, at: recordedAt, by: actor.name, corrections: [], retracted: null };
  return { ...told, publications: [...told.publications, publication], requests: told.requests.filter(({ id }) => id !== update.id) };
}

/** What was told after a request, a correction or a retraction. Pure. */
export function foldPublication(told: Told, fact: PublicationFact, { recordedAt }: When): Told {
  switch (fact.action) {
    case "asked":
      if (!fact.request) return told;
      return { ...told, requests: [...told.requests.filter(({ id }) => id !== fact.id), { ...fact.request, at: recordedAt }] };
    case "declined":
      return { ...told, requests: told.requests.filter(({ id }) => id !== fact.id) };
    case "corrected":
      return changed(told, fact.id, (one) => ({
        ...one,
        text: fact.text ?? one.text,
        corrections: [...one.corrections, { at: recordedAt, reason: fact.reason, before: one.text }],
      }));
    case "retracted":
      return changed(told, fact.id, (one) => ({ ...one, retracted: { at: recordedAt, reason: fact.reason } }));
    default:
      return fact.action satisfies never;
  }
}

/** The questions after one more fact about them. Pure. */
export function foldQuestion(told: Told, fact: QuestionFact, { recordedAt, actor }: When): Told {
  if (fact.action === "asked") {
    const question: Question = {
      id: fact.id,
      text: fact.text,
      askedAt: recordedAt,
      people: 1,
      wordings: [fact.text],
      answer: null,
      isDismissed: false,
    };
    return { ...told, questions: [...told.questions, question] };
  }
  return { ...told, questions: told.questions.map((one) => (one.id === fact.id ? foldOne(one, fact, { recordedAt, actor }) : one)) };
}

function foldOne(question: Question, { action, text }: QuestionFact, { recordedAt, actor }: When): Question {
  switch (action) {
    case "asked":
      return question;
    case "repeated": {
      const wordings = question.wordings.includes(text) ? question.wordings : [...question.wordings, text].slice(-20);
      return { ...question, people: question.people + 1, wordings };
    }
    case "answered":
      return { ...question, answer: { text, at: recordedAt, by: actor.name }, isDismissed: false };
    case "dismissed":
      return { ...question, isDismissed: true };
    default:
      return action satisfies never;
  }
}

function changed(told: Told, id: string, change: (one: Publication) => Publication): Told {
  return { ...told, publications: told.publications.map((one) => (one.id === id ? change(one) : one)) };
}
