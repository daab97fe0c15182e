import type { TimestampName } from "#lib/contracts/incident.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { FactKind, TimelineEntry } from "#lib/contracts/timeline.ts";
import { ANNOTATION_KINDS } from "#lib/contracts/timeline-terms.ts";
import { topicOf } from "#lib/topic-of.ts";

export const TIMELINE_FILTERS = ["all", "decisions", "notes", "communication", "starred"] as const;
export type TimelineFilter = (typeof TIMELINE_FILTERS)[number];

export type TimelineRow =
  | { type: "day"; key: string; at: string }
  | { type: "marker"; key: string; name: TimestampName; at: string }
  | { type: "entry"; key: string; entry: TimelineEntry; isFirstOfMinute: boolean };

/** The moments that are drawn into the timeline as lines of their own. */
const MARKERS: readonly TimestampName[] = ["startedAt", "detectedAt", "mitigatedAt", "resolvedAt"];

/**
 * Rows of the timeline, oldest first: entries under the first of their minute, the incident's markers between them, and a line
 * where a day begins (in the viewer's zone, by `dayOf`). Markers outside the loaded stretch are left out. Pure.
 */
export function layoutTimeline(
  entries: TimelineEntry[],
  room: RoomState,
  filter: TimelineFilter,
  hasOlder: boolean,
  dayOf: (at: string) => string,
): TimelineRow[] {
  const shown = entries.filter((entry) => isShown(entry, filter)).toReversed();
  const oldest = shown[0]?.occurredAt ?? "";
  const markers = MARKERS.flatMap((name) => {
    const at = room.timestamps[name]?.at;
    return at && (!hasOlder || at >= oldest) ? [{ name, at }] : [];
  }).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const rows: TimelineRow[] = [];
  let minute = "";
  let day = "";
  const beginDay = (at: string) => {
    if (dayOf(at) === day) return;
    if (day !== "") rows.push({ type: "day", key: `day ${dayOf(at)}`, at });
    day = dayOf(at);
  };
  const placeMarkers = (until: string | null) => {
    for (let next = markers[0]; next && (until === null || next.at <= until); next = markers[0]) {
      const { name, at } = next;
      markers.shift();
      beginDay(at);
      rows.push({ type: "marker", key: name, name, at });
      minute = "";
    }
  };
  for (const entry of shown) {
    placeMarkers(entry.occurredAt);
    beginDay(entry.occurredAt);
    const own = entry.occurredAt.slice(0, 16);
    rows.push({ type: "entry", key: `e${entry.seq}`, entry, isFirstOfMinute: own !== minute });
    minute = own;
  }
  placeMarkers(null);
  return rows;
}

function isShown({ fact, annotation }: TimelineEntry, filter: TimelineFilter): boolean {
  if ((ANNOTATION_KINDS as readonly FactKind[]).includes(fact.kind)) return false;
  switch (filter) {
    case "all":
      return fact.kind !== "watcher";
    case "decisions":
    case "communication":
      return topicOf(fact) === filter;
    case "notes":
      return fact.kind === "note";
    case "starred":
      return annotation?.isStarred === true;
    default:
      return filter satisfies never;
  }
}

/** A late entry: recorded a minute or more after it happened. Returns the lag in milliseconds, else null. */
export function lateBy({ occurredAt, recordedAt }: Pick<TimelineEntry, "occurredAt" | "recordedAt">): number | null {
  const lag = Date.parse(recordedAt) - Date.parse(occurredAt);
  return lag >= 60_000 ? lag : null;
}
