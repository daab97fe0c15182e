import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { describeEvent, sentenceOf } from "#lib/describe-event.ts";
import { oneLine, printable } from "./table.ts";

export type TimelineItem = TimelineEntry;

/** Entries as lines, oldest first; what somebody wrote stands below its line. */
export function renderEntries(entries: readonly TimelineItem[]): string {
  return entries.length === 0 ? "Nothing yet." : entries.map(renderEntry).join("\n");
}

export function renderEntry(entry: TimelineItem): string {
  const { body } = describeEvent(entry);
  const below = body ? `\n${printable(body).replaceAll(/^/gm, "        ")}` : "";
  return `${String(entry.seq).padStart(5)}  ${entry.occurredAt.slice(0, 16).replace("T", " ")}  ${oneLine(sentenceOf(entry))}${below}`;
}
