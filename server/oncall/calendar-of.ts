import type { OnCallSchedule } from "#lib/contracts/oncall.ts";
import { moved } from "#lib/oncall/index.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { type CalendarShift, calendarText } from "./calendar-text.ts";
import { hashFeedToken } from "./feed-token.ts";
import { loadSchedules } from "./load-schedules.ts";
import { MOST_SCHEDULES } from "./selections.ts";
import { wholeShifts } from "./whole-shifts.ts";

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

/** Shifts around now, as far as calendars look. */
function shiftsAround(schedule: OnCallSchedule, now: string): CalendarShift[] {
  return wholeShifts(schedule, moved(now, -PAST_DAYS * DAY_MS), moved(now, AHEAD_DAYS * DAY_MS)).map((shift) => ({ ...shift, schedule }));
}
