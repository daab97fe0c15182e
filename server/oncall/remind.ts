import type { OnCallSchedule, Shift } from "#lib/contracts/oncall.ts";
import { moved, shifts } from "#lib/oncall/index.ts";
import { tell } from "#server/notifications/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { loadSchedules } from "./load-schedules.ts";
import { reminderFor, untilNextReminder } from "./reminder-rules.ts";
import { MOST_SCHEDULES } from "./selections.ts";
import { warnOfGaps } from "./warn-of-gaps.ts";
import { spanWords } from "./words.ts";

const DAY_MS = 86_400_000;

/**
 * Tells people of shifts that begin within a day and within an hour, and leads of hours without anybody in the next seven days; each once,
 * however many workers do this. Answers when the next reminder is due, in milliseconds.
 */
export async function remind(ctx: Ctx): Promise<number> {
  authorize(ctx, "oncall.read");
  const now = await databaseNow();
  const rows = await db().oncallSchedule.findMany({
    where: { archivedAt: null },
    take: MOST_SCHEDULES,
    select: { id: true, version: true, warnsOfGaps: true, teamId: true },
  });
  const schedules = await loadSchedules(
    db(),
    rows.map(({ id }) => id),
    { overridesSince: new Date(Date.parse(now) - 9 * DAY_MS) },
  );
  const ahead: Shift[] = [];
  for (const schedule of schedules) {
    const all = shifts(schedule, moved(now, -2 * DAY_MS), moved(now, 2 * DAY_MS));
    ahead.push(...all.filter(({ from }) => from > now));
    for (const shift of all) await remindOf(schedule, shift, all, now);
    const row = rows.find(({ id }) => id === schedule.id);
    if (row?.warnsOfGaps) await warnOfGaps(schedule, row, now);
  }
  return untilNextReminder(ahead, now);
}

async function remindOf(schedule: OnCallSchedule, shift: Shift, all: readonly Shift[], now: string): Promise<void> {
  const reminder = reminderFor(shift, all, now);
  if (!reminder) return;
  const zone = schedule.people.find(({ id }) => id === shift.person.id)?.zone ?? schedule.zone;
  const before = all.find(({ to }) => to === shift.from);
  await tell(db(), {
    userIds: [shift.person.id],
    kind: "oncall.shift",
    title: reminder === "hour" ? `Your shift begins within the hour: ${schedule.name}` : `Your shift begins within a day: ${schedule.name}`,
    body: [spanWords(shift, zone), before ? `You follow ${before.person.name}.` : ""].filter(Boolean).join("\n"),
    href: "/on-call/mine",
    once: `oncall ${schedule.id} ${shift.from} ${reminder}`,
  });
}
