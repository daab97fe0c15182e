import { Prisma } from "#generated/prisma/client.ts";
import { NONE, type Step, type Summary } from "#lib/contracts/insights.ts";
import { db } from "#server/platform/db.ts";
import { declaredWithin, type Reading } from "./counted.ts";
import { stepsOf } from "./range-rules.ts";
import { summaryOf, TIMES_COLUMNS, type TimesRow } from "./times.ts";

/** The range as a whole, and each of its days, weeks or months, also those in which nothing happened. */
export async function readSeries({ range, counted }: Reading): Promise<{ total: Summary; series: Step[] }> {
  const starts = stepsOf(range);
  const step = Prisma.sql`width_bucket(i.declared_at, ${starts.map((at) => new Date(at))}::timestamptz[])`;
  const within = Prisma.join([declaredWithin(range.from, range.to), ...counted], " AND ");
  const [times, counts] = await Promise.all([
    db().$queryRaw<(TimesRow & { step: number | null })[]>`
      SELECT step, ${TIMES_COLUMNS} FROM (SELECT ${step} AS step, i.to_detect, i.to_acknowledge, i.to_mitigate, i.to_resolve FROM incident_measure i WHERE ${within}) i
      GROUP BY GROUPING SETS ((step), ())`,
    db().$queryRaw<{ step: number; severity: string; count: number }[]>`
      SELECT ${step} AS step, coalesce(i.severity, ${NONE}) AS severity, count(*)::int AS count FROM incident_measure i WHERE ${within} GROUP BY 1, 2`,
  ]);
  const byStep = Map.groupBy(counts, (row) => row.step);
  const series = starts.map((from, index): Step => {
    const own = byStep.get(index + 1) ?? [];
    const summary = summaryOf(times.find((row) => row.step === index + 1));
    return { from, to: starts[index + 1] ?? range.to, ...summary, bySeverity: Object.fromEntries(own.map((row) => [row.severity, row.count])) };
  });
  return { total: summaryOf(times.find((row) => row.step === null)), series };
}

/** The range of the same length before. */
export async function readBefore({ range, counted }: Reading): Promise<Summary> {
  const within = Prisma.join([declaredWithin(range.before.from, range.from), ...counted], " AND ");
  const [row] = await db().$queryRaw<TimesRow[]>`SELECT ${TIMES_COLUMNS} FROM incident_measure i WHERE ${within}`;
  return summaryOf(row);
}
