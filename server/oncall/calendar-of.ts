import type { OnCallSchedule } from "#lib/contracts/oncall.ts";
import { moved, shifts, turnMs } from "#lib/oncall/index.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { type CalendarShift, calendarText } from "./calendar-text.ts";
import { hashFeedToken } from "./feed-token.ts";
import { loadSchedules } from "./load-schedules.ts";
import { MOST_SCHEDULES } from "./selections.ts";

const DAY_MS = 86_400_000;
const PAST_DAYS = 35;
const AHEAD_DAYS = 180;

/** The calendar behind a secret address (RFC 5545); null when there is none, it was revoked, or its owner left. */
export async function calendarOf(token: string): Promise<string | null> {
  const feed = await db().oncallFeed.findUnique({
    where: { tokenHash: hashFeedToken(token) },
    select: {
      id: true,
      revokedAt: true,
      scheduleId: true,
      schedule: { select: { name: true } },
      owner: { select: { id: true, name: true, deactivatedAt: true } },
    },
  });
  if (!feed || feed.revokedAt || feed.owner.deactivatedAt) return null;
  const now = await databaseNow();
  await db().oncallFeed.update({ where: { id: feed.id }, data: { readAt: new Date(now) }, select: { id: true } });
  const where = { archivedAt: null, ...(feed.scheduleId ? { id: feed.scheduleId } : {}) };
  const rows = await db().oncallSchedule.findMany({ where, take: MOST_SCHEDULES, select: { id: true } });
  const schedules = await loadSchedules(
    db(),
    rows.map(({ id }) => id),
  );
  const isShown = ({ person }: CalendarShift) => feed.scheduleId !== null || person.id === feed.owner.id;
  const title = feed.schedule ? `On call: ${feed.schedule.name}` : `On call: ${feed.owner.name}`;
  const all = schedules.flatMap((schedule) => shiftsAround(schedule, now).filter(isShown));
  return calendarText(title, all, { now, isOwn: feed.scheduleId === null });
}

/** Shifts around now, each whole: one that was cut at the window's edge would get another name each time. */
function shiftsAround(schedule: OnCallSchedule, now: string): CalendarShift[] {
  const longest = Math.max(0, ...schedule.layers.map(({ rotation }) => turnMs(rotation)));
  const since = moved(now, -PAST_DAYS * DAY_MS);
  const from = moved(since, -longest - 2 * DAY_MS);
  return shifts(schedule, from, moved(now, AHEAD_DAYS * DAY_MS), { splitsTurns: true })
    .filter((shift) => shift.to > since && shift.from > from)
    .map((shift) => ({ ...shift, schedule }));
}
