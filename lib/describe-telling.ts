import { UPDATE_STATUS_LABELS } from "./contracts/status/terms.ts";
import type { FactOf } from "./contracts/timeline.ts";
import type { EventDescription, Word } from "./describe-event.ts";

const strong = (text: string): Word => ({ strong: text });

/** What was told to those who do not work on an incident, in words. */
export function describeTelling(fact: FactOf<"update" | "publication" | "question">): EventDescription {
  switch (fact.kind) {
    case "update":
      return { icon: "update", tone: "accent", words: updateWords(fact), body: fact.text };
    case "publication":
      return {
        icon: "update",
        tone: fact.action === "asked" ? "accent" : "warn",
        words: publicationWords(fact),
        body: fact.text ?? fact.request?.text ?? null,
      };
    case "question":
      return { icon: "note", tone: fact.action === "answered" ? "good" : "neutral", words: [QUESTION_WORDS[fact.action]], body: fact.text || null };
    default:
      return fact satisfies never;
  }
}

function updateWords({ published }: FactOf<"update">): Word[] {
  if (!published) return ["posted an update"];
  const where = published.pages.map(({ name }) => name).join(", ");
  const approved = published.approvedBy ? ` · approved by ${published.approvedBy}` : "";
  return ["published ", strong(UPDATE_STATUS_LABELS[published.status]), " on ", strong(where), approved];
}

function publicationWords({ action, title, reason }: FactOf<"publication">): Word[] {
  const because = reason ? ` · “${reason}”` : "";
  switch (action) {
    case "asked":
      return ["asks for approval of a public update: ", strong(title)];
    case "declined":
      return ["declined a public update: ", strong(title), because];
    case "corrected":
      return ["corrected a public update: ", strong(title), because];
    case "retracted":
      return ["took back a public update: ", strong(title), because];
    default:
      return action satisfies never;
  }
}

const QUESTION_WORDS = {
  asked: "asked as a stakeholder",
  repeated: "asked the same as somebody before",
  answered: "answered stakeholders",
  dismissed: "left a stakeholder's question unanswered",
} as const;
