import { union } from "../figures.ts";
import type { ImpactInterval } from "../incident.ts";
import type { RoomState } from "../room.ts";
import type { Rule } from "./account.ts";

/** So many minutes, or this part of them, is rounding. */
const SLACK_MINUTES = 1;
const SLACK_PART = 0.05;
const CLAIM = /(\d+(?:[.,]\d+)?)\s?(?:min\b|minutes?)\s+of\s+(?:the\s+|its\s+)?(?:error\s+|availability\s+)?budget/giu;

/** Minutes of error budget that somebody typed, which neither the time under impact nor that time × its share gives. */
export const budgetSaid: Rule = ({ room, statements, sources = {} }) => {
  const computed = budgetMinutes(room);
  if (computed.length === 0) return [];
  return statements.flatMap(({ where, text, seq }) =>
    [...text.matchAll(CLAIM)].flatMap(([words, digits = ""]) => {
      const said = Number(digits.replace(",", "."));
      if (computed.some(({ minutes }) => Math.abs(minutes - said) <= Math.max(SLACK_MINUTES, minutes * SLACK_PART))) return [];
      const second = `the recorded impact gives ${computed.map(({ minutes, by }) => `${Math.round(minutes * 10) / 10} by ${by}`).join(", ")}`;
      return [{ first: `${where} says “${words}”`, second, entries: [seq, ...room.intervals.map(({ id }) => sources[id])] }];
    }),
  );
};

type Minutes = { minutes: number; by: string };

/** What one service or all of it used, by time and by requests; nothing while impact lasts. */
function budgetMinutes({ intervals, timestamps, figures }: RoomState): Minutes[] {
  if (intervals.some(({ endedAt }) => endedAt === null)) return [];
  if (intervals.length > 0) {
    const groups = [intervals, ...Map.groupBy(intervals, ({ service }) => service?.id ?? "").values()];
    const all = groups.flatMap((group) => [
      { minutes: downMinutes(group), by: "time" },
      { minutes: shareMinutes(group), by: "requests" },
    ]);
    return [...new Map(all.map((one) => [`${one.by} ${one.minutes}`, one])).values()];
  }
  const [from, to] = [timestamps.startedAt?.at, timestamps.resolvedAt?.at];
  if (!from || !to || to <= from) return [];
  const minutes = (Date.parse(to) - Date.parse(from)) / 60_000;
  const byRequests = figures.usersPercent === null ? [] : [{ minutes: (minutes * figures.usersPercent) / 100, by: "requests" }];
  return [{ minutes, by: "time" }, ...byRequests];
}

function downMinutes(intervals: ImpactInterval[]): number {
  const windows = intervals
    .filter(({ level }) => level !== "degraded")
    .map(({ startedAt, endedAt }) => ({ from: Date.parse(startedAt), to: Date.parse(endedAt ?? startedAt), isOpen: false }));
  return union(windows).reduce((total, { from, to }) => total + to - from, 0) / 60_000;
}

function shareMinutes(intervals: ImpactInterval[]): number {
  return intervals.reduce(
    (total, { startedAt, endedAt, share }) => total + ((Date.parse(endedAt ?? startedAt) - Date.parse(startedAt)) / 60_000) * (share ?? 1),
    0,
  );
}
