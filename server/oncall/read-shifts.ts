import type { z } from "zod";
import type { ReadShifts } from "#lib/contracts/oncall.ts";
import type { ShiftsView } from "#lib/contracts/oncall-views.ts";
import { gaps, loadOf, shifts } from "#lib/oncall/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { loadSchedules } from "./load-schedules.ts";

/** Who is on call within a window of at most 366 days, where nobody is, and what each person carries. */
export async function readShifts(ctx: Ctx, { schedule: id, from, to }: z.output<typeof ReadShifts>): Promise<z.infer<typeof ShiftsView>> {
  authorize(ctx, "oncall.read");
  const [schedule] = await loadSchedules(db(), [id], { overridesSince: new Date(from) });
  if (!schedule) throw new NotFoundError(`There is no schedule with the id ${id}.`);
  return { shifts: shifts(schedule, from, to), gaps: gaps(schedule, from, to), load: loadOf(schedule, from, to) };
}
