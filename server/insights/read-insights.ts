import type { Insights, InsightsFilter, ReadInsights } from "#lib/contracts/insights.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { readBudgets } from "./budgets.ts";
import { conditionsOf, type Reading, zoneFor } from "./counted.ts";
import { readGroups } from "./groups.ts";
import { readOverdue } from "./overdue.ts";
import { readPagerLoad } from "./pager-load.ts";
import { readPunctuality } from "./punctuality.ts";
import { rangeOf, todayIn } from "./range-rules.ts";
import { readRepeated } from "./repeated.ts";
import { readBefore, readSeries } from "./series.ts";

/** The figures of a range beside those of the range of the same length before it, of the incidents that the asker may see. Nothing is kept: the rows are the truth. */
export async function readInsights(ctx: Ctx, input: ReadInsights): Promise<Insights> {
  authorize(ctx, "incident.read");
  const reading = await readingOf(ctx, input);
  const [{ total, series }, before, groups, punctuality, load, items, repeated, budgets] = await Promise.all([
    readSeries(reading),
    readBefore(reading),
    readGroups(reading, input.by),
    readPunctuality(reading),
    readPagerLoad(reading),
    readOverdue(reading),
    readRepeated(reading),
    readBudgets(reading, await budgetServices(input)),
  ]);
  const { range, asOf } = reading;
  return {
    range,
    asOf,
    today: todayIn(range.zone, asOf),
    by: input.by,
    totals: { now: total, before },
    series,
    groups,
    ...punctuality,
    load,
    items,
    repeated,
    budgets,
  };
}

/** Range, moment and conditions of one reading. */
export async function readingOf(ctx: Ctx, input: InsightsFilter): Promise<Reading> {
  const [zone, asOf, conditions] = await Promise.all([zoneFor(ctx, input.zone), databaseNow(), conditionsOf(ctx, input)]);
  return { range: rangeOf(input, zone, asOf), asOf, ...conditions };
}

/** With a filter by service or team, the budgets are those of these services alone; null: all. */
async function budgetServices({ service, team }: InsightsFilter): Promise<string[] | null> {
  if (service.length > 0 || team.length === 0) return service.length > 0 ? service : null;
  const owned = await db().service.findMany({ where: { teamId: { in: team } }, select: { id: true } });
  return owned.map(({ id }) => id);
}
