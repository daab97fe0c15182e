import type { RootCause, SuspectChange } from "../answer.ts";
import type { Bundle } from "../bundle.ts";
import type { Frame } from "../frame.ts";
import { clockOf, durationOf, percentOf } from "../words.ts";
import { NO_CAUSE } from "./root-cause.ts";

/** The whole in a few sentences, for people who read nothing else. */
export function summaryOf({ incident }: Bundle, frame: Frame, cause: RootCause, change: SuspectChange | undefined): string {
  const { title, startedAt, detectedAt, endedAt } = incident;
  const begin = startedAt ?? detectedAt;
  const when =
    begin === null || frame.isGuessed
      ? ""
      : endedAt
        ? ` from ${clockOf(begin)} to ${clockOf(endedAt)} (${durationOf(endedAt - begin)})`
        : ` since ${clockOf(begin)}`;
  const what = `${title.replace(/[.!?\s]+$/, "")}${when}.`;
  const verdict = cause.sufficient
    ? `The cause, with ${percentOf(cause.confidence)} confidence: ${cause.statement}`
    : `The evidence does not suffice to name a cause. ${cause.statement.replace(NO_CAUSE, "")}`;
  const blamed = change && !cause.statement.includes(change.title) ? ` The change that fits is “${change.title}” (${percentOf(change.score)}).` : "";
  return `${what} ${verdict}${blamed}`;
}
