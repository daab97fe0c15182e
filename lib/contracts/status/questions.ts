import type { RoomState } from "../room.ts";
import { latestPublication, type Question } from "./publication.ts";
import { UPDATE_STATUS_LABELS } from "./terms.ts";

const EMPTY_WORDS = new Set(
  "a an and any are be been can could did do does for from has have how i if in is it its me my of on or our should so that the their them there they this to us was we were what when where which who why will with would you your please tell know about still yet already now".split(
    " ",
  ),
);
/** From this share of common words on, of the shorter question, two ask the same. */
const ALIKE = 0.6;
/** Words that ask the same thing. */
const SAME: readonly (readonly string[])[] = [
  ["fixed", "fix", "resolved", "resolve", "over", "solved", "solve", "eta", "end", "done", "recovered", "restored"],
  ["data", "lost", "loss", "lose", "leaked", "leak"],
  ["affected", "impacted", "hit", "concerned"],
  ["workaround", "meanwhile", "instead", "alternative"],
  ["payment", "pay", "paid", "card", "checkout", "charge"],
  ["cause", "reason", "happened", "caused"],
  ["customer", "client", "user"],
];

/** The open or answered question that asks the same, if any; the likest one. Pure. */
export function questionLike(questions: readonly Question[], text: string): Question | null {
  const asked = wordsOf(text);
  const scored = questions
    .filter(({ isDismissed }) => !isDismissed)
    .map((question) => ({ question, score: Math.max(...[question.text, ...question.wordings].map((one) => likeness(asked, wordsOf(one)))) }));
  const best = scored.sort((a, b) => b.score - a.score)[0];
  return best && best.score >= ALIKE ? best.question : null;
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const least = Math.min(one.size, other.size);
  if (least === 0) return 0;
  const common = [...one].filter((word) => other.has(word)).length;
  // One common word among many is chance; among one or two it is the question.
  return common >= Math.min(2, least) ? common / least : 0;
}

function wordsOf(text: string): Set<string> {
  const words =
    text
      .toLowerCase()
      .normalize("NFKD")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => !EMPTY_WORDS.has(word)).map(meaningOf));
}

function meaningOf(word: string): string {
  const stem = word.length > 4 ? word.replace(/(?:ies)$/, "y").replace(/(?<!s)s$/, "") : word;
  return SAME.find((group) => group.includes(word) || group.includes(stem))?.[0] ?? stem;
}

/** Those that wait for an answer, the oldest first. Pure. */
export function openQuestions({ told }: Pick<RoomState, "told">): Question[] {
  return told.questions.filter(({ answer, isDismissed }) => answer === null && !isDismissed);
}

/** An answer made of what was published and of nothing else; empty while nothing was. Pure. */
export function answerFromPublished({ told }: Pick<RoomState, "told">): string {
  const last = latestPublication(told);
  if (!last) return "";
  const next = last.nextBy && last.status !== "resolved" ? `The next update comes by ${last.nextBy.slice(11, 16)} UTC.` : "";
  return [`${UPDATE_STATUS_LABELS[last.status]}: ${last.text}`, last.workaround, next].filter(Boolean).join(" ");
}

/** Numbers and times in an answer that nothing published says. Pure. */
export function unpublishedFigures({ told }: Pick<RoomState, "told">, answer: string): string[] {
  const said = told.publications.filter(({ retracted }) => retracted === null);
  const known = said.flatMap(({ title, text, workaround, stakeholderText, nextBy, eta }) =>
    figuresIn([title, text, workaround, stakeholderText, nextBy?.slice(11, 16) ?? "", eta?.slice(11, 16) ?? ""].join(" ")),
  );
  return [...new Set(figuresIn(answer).filter((figure) => !known.includes(figure)))];
}

function figuresIn(text: string): string[] {
  return (text.match(/\d+(?:[:.,]\d+)*/g) ?? []).map((figure) => figure.replaceAll(",", ""));
}
