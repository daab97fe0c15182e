import type { FactOf } from "./contracts/timeline.ts";
import type { Word } from "./describe-event.ts";

/** Who sees an incident from now on, and who was added or removed. */
export function accessWords(fact: FactOf<"access">): Word[] {
  const names = (people: { name: string }[]) => people.map(({ name }) => name).join(", ");
  const visibility = fact.visibility === "private" ? "private: only those named can see this incident" : "visible to everybody";
  const added = fact.added.length > 0 ? ` · added ${names(fact.added)}` : "";
  const removed = fact.removed.length > 0 ? ` · removed ${names(fact.removed)}` : "";
  return ["made this ", { strong: visibility }, `${added}${removed}`];
}
