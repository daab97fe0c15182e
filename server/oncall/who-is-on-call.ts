import type { z } from "zod";
import type { WhoIsOnCall } from "#lib/contracts/oncall.ts";
import type { OnCallBoard } from "#lib/contracts/oncall-views.ts";
import { nowAndNext } from "#lib/oncall/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { loadSchedules } from "./load-schedules.ts";
import { MOST_SCHEDULES, NAME, TEAM } from "./selections.ts";

/** Who is on call now, or at another instant, until when, how they are reached, and who follows: for all schedules, or one. */
export async function whoIsOnCall(ctx: Ctx, { at, schedule }: z.output<typeof WhoIsOnCall>): Promise<OnCallBoard> {
  authorize(ctx, "oncall.read");
  const moment = at ?? (await databaseNow());
  const rows = await db().oncallSchedule.findMany({
    where: { archivedAt: null, ...(schedule ? { id: schedule } : {}) },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST_SCHEDULES,
    select: { ...NAME, ...TEAM },
  });
  const schedules = new Map((await loadSchedules(db(), idsOf(rows))).map((one) => [one.id, one]));
  const answers = rows.flatMap((row) => {
    const full = schedules.get(row.id);
    return full ? [{ schedule: row, ...nowAndNext(full, moment) }] : [];
  });
  const people = await reachOf(answers.flatMap(({ now }) => now?.person.id ?? []));
  return { at: moment, items: answers.map((answer) => ({ ...answer, reach: people.get(answer.now?.person.id ?? "") ?? null })) };
}

function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

async function reachOf(ids: string[]) {
  const rows = await db().user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, handle: true, email: true, phone: true } });
  return new Map(rows.map(({ id, ...reach }) => [id, reach]));
}
