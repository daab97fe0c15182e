import type { FactOf } from "./contracts/timeline.ts";

/** What was marked on another entry, after the name of who did it. */
export function markWords(fact: FactOf<"marked">): string {
  if (fact.isPinned !== undefined) return fact.isPinned ? "pinned an entry" : "unpinned an entry";
  if (fact.isStarred !== undefined) return fact.isStarred ? "starred an entry for the postmortem" : "took a star off an entry";
  return fact.tags && fact.tags.length > 0 ? `tagged an entry: ${fact.tags.join(", ")}` : "took the tags off an entry";
}
