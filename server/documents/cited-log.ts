import { isOver } from "#lib/contracts/escalation/times.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { FactOf, TimelineEntry } from "#lib/contracts/timeline.ts";

type Kind = TimelineEntry["fact"]["kind"];

/** Which entries of a log a sentence about the present state stands on. Each asks for the newest that brought it. */
export type CitedLog = {
  /** The newest entry of a kind for which `holds`. */
  last<K extends Kind>(kind: K, holds?: (fact: FactOf<K>, entry: TimelineEntry) => boolean): number[];
  declared: number[];
  ofPage(page: string): number[];
  ofAnswer(page: string): number[];
  /** What promised the next update. */
  ofDue(room: RoomState): number[];
  /** What the running escalation counts from. */
  ofEscalation(room: RoomState): number[];
};

/** Pure. */
export function citedLog(entries: readonly TimelineEntry[]): CitedLog {
  const newest = entries.toReversed();
  const where = (holds: (entry: TimelineEntry) => boolean): number[] =>
    newest
      .filter(holds)
      .slice(0, 1)
      .map(({ seq }) => seq);
  const last: CitedLog["last"] = (kind, holds) =>
    where((entry) => entry.fact.kind === kind && (holds?.(entry.fact as FactOf<typeof kind>, entry) ?? true));
  const declared = last("declared");
  return {
    last,
    declared,
    ofPage: (page) => last("page", ({ steps }) => steps.some(({ pages }) => pages.some(({ id }) => id === page))),
    ofAnswer: (page) => last("acknowledgement", ({ pages }) => pages.includes(page)),
    ofDue: ({ nextUpdateDueAt: due }) => where(({ fact }) => "nextUpdateDueAt" in fact && fact.nextUpdateDueAt === due),
    ofEscalation: ({ escalation }) => {
      if (!escalation || isOver(escalation)) return [];
      const events = where(({ fact }) => fact.kind === "page" || fact.kind === "acknowledgement" || fact.kind === "escalation");
      return [...new Set([...declared, ...events])];
    },
  };
}
