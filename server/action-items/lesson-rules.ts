import type { ActionItem } from "#lib/contracts/action-item.ts";
import { daysOverdue } from "#lib/contracts/action-item.ts";
import type { FoundLesson, LessonFact, LessonMatch } from "#lib/contracts/lesson.ts";

/** An action item of an earlier incident, with what both incidents share. */
export type Candidate = Pick<
  ActionItem,
  "id" | "title" | "priority" | "state" | "owner" | "team" | "dueOn" | "doneAt" | "createdAt" | "source" | "signature"
> & {
  reference: string;
  incident: string;
  sharesService: boolean;
};
/** An incident that has come. `words`: those of its title that tell anything; `signatures`: families of failure that its cause is thought to be of. */
export type Come = { startedAt: string; words: readonly string[]; signatures: readonly string[] };

const MOST = 10;
const ALIKE = 0.5;

/** Which action items were to keep an incident from coming, the surest and the latest first. Pure. */
export function lessonsOf(come: Come, candidates: readonly Candidate[], tellingWords: (title: string) => string[]): LessonFact[] {
  return candidates
    .flatMap((candidate) => {
      const match = matchOf(come, candidate, tellingWords);
      return match ? [lessonOf(come.startedAt, candidate, match)] : [];
    })
    .sort((one, other) => rank(one) - rank(other) || other.daysOverdue - one.daysOverdue)
    .slice(0, MOST);
}

/** Better answers to an incident keep none from coming; what came after this one began could not have either. */
function matchOf({ startedAt, words, signatures }: Come, item: Candidate, tellingWords: (title: string) => string[]): LessonMatch | null {
  if (item.source === "response" || item.createdAt > startedAt) return null;
  if (item.signature && signatures.includes(item.signature)) return "cause";
  if (!item.sharesService || words.length === 0) return null;
  const theirs = new Set(tellingWords(item.incident));
  return words.filter((word) => theirs.has(word)).length / words.length >= ALIKE ? "service" : null;
}

function lessonOf(startedAt: string, item: Candidate, match: LessonMatch): LessonFact {
  const isDone = item.state === "done" && item.doneAt !== null && item.doneAt <= startedAt;
  const verdict: FoundLesson["verdict"] = isDone ? "done" : item.state === "dropped" ? "dropped" : "open";
  const { id, title, reference, incident, dueOn, owner, team } = item;
  const late = verdict === "open" ? daysOverdue({ dueOn, state: "open" }, startedAt.slice(0, 10)) : 0;
  return { kind: "lesson", item: id, title, reference, incident, match, verdict, dueOn, daysOverdue: late, owner: owner?.name ?? team };
}

const VERDICTS = { open: 0, dropped: 1, done: 2 };

function rank({ match, verdict }: LessonFact): number {
  return (match === "cause" ? 0 : 10) + VERDICTS[verdict];
}

/** Whether a lesson says more than what stands on the timeline already: nothing of the item yet, or the same cause where only the service was. Pure. */
export function isNews({ item, match }: Pick<LessonFact, "item" | "match">, told: readonly { item: string; match: LessonMatch }[]): boolean {
  const known = told.filter((one) => one.item === item);
  return known.length === 0 || (match === "cause" && known.every((one) => one.match === "service"));
}
