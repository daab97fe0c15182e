import { Prisma } from "#generated/prisma/client.ts";
import type { Insights } from "#lib/contracts/insights.ts";
import { db } from "#server/platform/db.ts";
import type { Reading } from "./counted.ts";

const WORST = 10;

type Row = { id: string; title: string; priority: string; owner: string; due_on: Date; reference: string };

/**
 * Action items that were overdue when the range ended, or are now where it has not ended, and when it began; of all incidents that were declared until
 * then. `open`: those not done now.
 */
export async function readOverdue({ range, counted, asOf }: Reading): Promise<Insights["items"]> {
  const end = range.to < asOf ? range.to : asOf;
  const wasOverdue = (at: string) => Prisma.sql`(a.due_on < (${new Date(at)} AT TIME ZONE 'UTC')::date AND a.state <> 'dropped'
    AND (a.done_at IS NULL OR a.done_at >= ${new Date(at)}) AND a.created_at < ${new Date(at)})`;
  const within = Prisma.join([Prisma.sql`i.declared_at < ${new Date(range.to)}`, ...counted], " AND ");
  const isOfNow = Prisma.sql`(a.done_at IS NULL OR a.done_at >= ${new Date(range.from)})`;
  const [[counts], worst] = await Promise.all([
    db().$queryRaw<{ overdue: number; before: number; open: number }[]>`
      SELECT count(*) FILTER (WHERE ${wasOverdue(end)})::int AS overdue, count(*) FILTER (WHERE ${wasOverdue(range.from)})::int AS before,
        count(*) FILTER (WHERE a.state IN ('open', 'doing'))::int AS open
      FROM action_item a JOIN incident_measure i ON i.id = a.incident_id WHERE ${isOfNow} AND ${within}`,
    db().$queryRaw<Row[]>`
      SELECT a.id, a.title, a.priority, coalesce(a.owner_name, a.team) AS owner, a.due_on, o.reference
      FROM action_item a JOIN incident_measure i ON i.id = a.incident_id JOIN incident o ON o.id = i.id
      WHERE ${wasOverdue(end)} AND ${within} ORDER BY a.priority, a.due_on, a.id LIMIT ${WORST}`,
  ]);
  const today = end.slice(0, 10);
  const items = worst.map(({ due_on, ...item }) => {
    const dueOn = due_on.toISOString().slice(0, 10);
    return { ...item, dueOn, daysOverdue: Math.round((Date.parse(today) - Date.parse(dueOn)) / 86_400_000) };
  });
  return { overdue: counts?.overdue ?? 0, before: counts?.before ?? 0, open: counts?.open ?? 0, worst: items };
}
