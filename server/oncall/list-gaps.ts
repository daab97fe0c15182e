import type { z } from "zod";
import type { ListGaps } from "#lib/contracts/oncall.ts";
import type { ScheduleGap } from "#lib/contracts/oncall-views.ts";
import { gaps, moved } from "#lib/oncall/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { loadSchedules } from "./load-schedules.ts";
import { MOST_SCHEDULES } from "./selections.ts";

const MOST = 500;

/** Hours ahead at which nobody is on call, the next first. Schedules whose gaps are meant are left out. */
export async function listGaps(ctx: Ctx, { days }: z.output<typeof ListGaps>): Promise<{ at: string; items: ScheduleGap[] }> {
  authorize(ctx, "oncall.read");
  const at = await databaseNow();
  const rows = await db().oncallSchedule.findMany({ where: { archivedAt: null, warnsOfGaps: true }, take: MOST_SCHEDULES, select: { id: true } });
  const schedules = await loadSchedules(
    db(),
    rows.map(({ id }) => id),
    { overridesSince: new Date(at) },
  );
  const items = schedules.flatMap((one) => {
    const { id, slug, name, zone } = one;
    return gaps(one, at, moved(at, days * 86_400_000)).map((gap) => ({ ...gap, schedule: { id, slug, name, zone } }));
  });
  return { at, items: items.toSorted((one, other) => one.from.localeCompare(other.from)).slice(0, MOST) };
}
