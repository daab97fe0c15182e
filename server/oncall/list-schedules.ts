import type { z } from "zod";
import { type ListSchedules, ScheduleLayer } from "#lib/contracts/oncall.ts";
import type { ScheduleSummary } from "#lib/contracts/oncall-views.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { MOST_SCHEDULES, NAME, TEAM } from "./selections.ts";

/** Schedules by name. */
export async function listSchedules(ctx: Ctx, input: z.output<typeof ListSchedules>): Promise<ScheduleSummary[]> {
  authorize(ctx, "oncall.read");
  const rows = await db().oncallSchedule.findMany({
    where: input.includeArchived ? {} : { archivedAt: null },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST_SCHEDULES,
    select: { ...NAME, ...TEAM, description: true, archivedAt: true, layers: true },
  });
  return rows.map(({ layers, archivedAt, ...row }) => {
    const parsed = ScheduleLayer.array().parse(layers);
    const people = new Set(parsed.flatMap((layer) => layer.people));
    return { ...row, isArchived: archivedAt !== null, layers: parsed.length, people: people.size };
  });
}
