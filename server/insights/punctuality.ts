import { Prisma } from "#generated/prisma/client.ts";
import type { Insights, Verdicts } from "#lib/contracts/insights.ts";
import { db } from "#server/platform/db.ts";
import { declaredWithin, type Reading } from "./counted.ts";

type Row = {
  is_now: boolean;
  updates_kept: number;
  updates_late: number;
  promises_kept: number;
  promises_missed: number;
  accepted: number;
  refuted: number;
};
type Judged = Pick<Verdicts, "right" | "short" | "area" | "wrong">;

/** Updates and promises that were kept or not, and what people decided of what agents found, in the range and in the one before. */
export async function readPunctuality({ range, counted, asOf }: Reading): Promise<Pick<Insights, "updates" | "promises" | "verdicts">> {
  const within = Prisma.join([declaredWithin(range.before.from, range.to), ...counted], " AND ");
  const isNow = Prisma.sql`i.declared_at >= ${new Date(range.from)}`;
  const overdue = (column: Prisma.Sql) => Prisma.sql`count(*) FILTER (WHERE ${column} < ${new Date(asOf)})`;
  const [rows, judged] = await Promise.all([
    db().$queryRaw<Row[]>`
      SELECT ${isNow} AS is_now, sum(i.updates_kept)::int AS updates_kept, (sum(i.updates_late) + ${overdue(Prisma.sql`i.update_due_at`)})::int AS updates_late,
        sum(i.promises_kept)::int AS promises_kept, (sum(i.promises_missed) + ${overdue(Prisma.sql`i.promise_due_at`)})::int AS promises_missed,
        sum(i.agent_accepted)::int AS accepted, sum(i.agent_refuted)::int AS refuted
      FROM incident_measure i WHERE ${within} GROUP BY 1`,
    db().$queryRaw<({ is_now: boolean } & Judged)[]>`
      SELECT ${isNow} AS is_now, count(*) FILTER (WHERE v.verdict = 100)::int AS right, count(*) FILTER (WHERE v.verdict = 65)::int AS short,
        count(*) FILTER (WHERE v.verdict = 35)::int AS area, count(*) FILTER (WHERE v.verdict = 0)::int AS wrong
      FROM investigation v JOIN incident_measure i ON i.id = v.incident_id WHERE v.verdict IS NOT NULL AND ${within} GROUP BY 1`,
  ]);
  const row = (now: boolean) => rows.find(({ is_now }) => is_now === now);
  const verdicts = (now: boolean): Verdicts => {
    const { right = 0, short = 0, area = 0, wrong = 0 } = judged.find(({ is_now }) => is_now === now) ?? {};
    return { accepted: row(now)?.accepted ?? 0, refuted: row(now)?.refuted ?? 0, right, short, area, wrong };
  };
  const updates = (now: boolean) => ({ kept: row(now)?.updates_kept ?? 0, late: row(now)?.updates_late ?? 0 });
  const promises = (now: boolean) => ({ kept: row(now)?.promises_kept ?? 0, late: row(now)?.promises_missed ?? 0 });
  return {
    updates: { now: updates(true), before: updates(false) },
    promises: { now: promises(true), before: promises(false) },
    verdicts: { now: verdicts(true), before: verdicts(false) },
  };
}
