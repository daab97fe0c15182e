import type { z } from "zod";
import type { ReadSchedule } from "#lib/contracts/oncall.ts";
import type { ScheduleDetails } from "#lib/contracts/oncall-views.ts";
import { authorize, mayUse } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { loadSchedules } from "./load-schedules.ts";
import { isKeeper } from "./rights.ts";
import { TEAM } from "./selections.ts";

const DAY_MS = 86_400_000;
/** How far back a calendar can be turned with what was read once. */
const PAST_DAYS = 120;

/** One schedule with everything that decides who is on call, and its overrides of the last months and to come. */
export async function readSchedule(ctx: Ctx, { slug }: z.output<typeof ReadSchedule>): Promise<ScheduleDetails> {
  authorize(ctx, "oncall.read");
  const row = await db().oncallSchedule.findUnique({
    where: { slug },
    select: {
      id: true,
      teamId: true,
      ...TEAM,
      description: true,
      archivedAt: true,
      warnsOfGaps: true,
      version: true,
      updatedAt: true,
      updatedBy: true,
    },
  });
  const now = await databaseNow();
  const [schedule] = row ? await loadSchedules(db(), [row.id], { overridesSince: new Date(Date.parse(now) - PAST_DAYS * DAY_MS) }) : [];
  if (!row || !schedule) throw new NotFoundError(`There is no schedule “${slug}”.`);
  const { teamId, archivedAt, updatedAt, ...rest } = row;
  const mayChange = mayUse(ctx, "oncall.manage") && (await isKeeper(db(), ctx, teamId));
  return { ...schedule, ...rest, isArchived: archivedAt !== null, updatedAt: updatedAt.toISOString(), mayChange, now };
}
