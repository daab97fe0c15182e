import type { z } from "zod";
import type { ReadMine } from "#lib/contracts/oncall.ts";
import type { OwnOnCall, OwnShift } from "#lib/contracts/oncall-views.ts";
import { moved } from "#lib/oncall/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { loadSchedules } from "./load-schedules.ts";
import { openSwaps } from "./open-swaps.ts";
import { mayKeepAny } from "./rights.ts";
import { MOST_SCHEDULES } from "./selections.ts";
import { wholeShifts } from "./whole-shifts.ts";

/** One's own shifts of the next days over all schedules, and the swaps that one is asked for or asked for. */
export async function readOwn(ctx: Ctx, { days }: z.output<typeof ReadMine>): Promise<OwnOnCall> {
  const me = authorizePerson(ctx, "oncall.read");
  const at = await databaseNow();
  const until = moved(at, days * 86_400_000);
  const [own, swaps, mayCreate] = await Promise.all([shiftsOf(me.id, at, until), openSwaps(me.id, at), mayKeepAny(db(), ctx)]);
  return { at, shifts: own, swaps, mayCreate };
}

async function shiftsOf(person: string, from: string, to: string): Promise<OwnShift[]> {
  const rows = await db().oncallSchedule.findMany({ where: { archivedAt: null }, take: MOST_SCHEDULES, select: { id: true } });
  const schedules = await loadSchedules(
    db(),
    rows.map(({ id }) => id),
  );
  const all = schedules
    .filter(({ people }) => people.some(({ id }) => id === person))
    .flatMap((one) => {
      const { id, slug, name, zone } = one;
      const theirs = wholeShifts(one, from, to).filter((shift) => shift.person.id === person);
      return theirs.map((shift) => ({ ...shift, schedule: { id, slug, name, zone } }));
    });
  return all.toSorted((one, other) => one.from.localeCompare(other.from));
}
