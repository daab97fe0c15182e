import type { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { EarlierIncident, FoundLesson, ReadLessons, Recurrence } from "#lib/contracts/lesson.ts";
import type { ActionItemState } from "#lib/contracts/postmortem-terms.ts";
import { findIncident, visibleTo } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

type Found = Omit<FoundLesson, "dueOn" | "daysOverdue" | "owner"> & { due_on: Date | null; days_overdue: number; owner: string };
type LessonRow = Found & { reference: string; incident: string; state: ActionItemState };

/** What earlier incidents like this one left to do, by incident, the surest first. Of those that the asker may see. */
export async function lessonsFor(ctx: Ctx, { reference }: z.output<typeof ReadLessons>): Promise<EarlierIncident[]> {
  authorize(ctx, "incident.read");
  const { id } = await findIncident(ctx, reference);
  const rows = await db().$queryRaw<LessonRow[]>`
    SELECT r.item_id AS item, a.title, r.match, r.verdict, r.due_on, r.days_overdue, coalesce(a.owner_name, a.team) AS owner, a.state, i.reference, i.title AS incident
    FROM action_item_recurrence r JOIN action_item a ON a.id = r.item_id JOIN incident i ON i.id = a.incident_id
    WHERE r.incident_id = ${id}::uuid AND ${visibleTo(ctx)}
    ORDER BY r.match, CASE r.verdict WHEN 'open' THEN 0 WHEN 'dropped' THEN 1 ELSE 2 END, r.days_overdue DESC, a.priority, a.id`;
  const groups = Map.groupBy(rows, (row) => row.reference);
  return [...groups].map(([earlier, found]) => ({
    reference: earlier,
    title: found[0]?.incident ?? "",
    items: found.map(({ due_on, days_overdue, reference: _, incident: __, ...row }) => ({ ...row, dueOn: day(due_on), daysOverdue: days_overdue })),
  }));
}

type RecurrenceRow = Pick<Found, "item" | "match" | "verdict" | "due_on" | "days_overdue"> & { reference: string; incident: string };

/** Later incidents that each of these items was to keep from coming, the newest first. Of those that the asker may see. */
export async function recurrencesOf(ctx: Ctx, items: readonly string[]): Promise<Map<string, Recurrence[]>> {
  authorize(ctx, "incident.read");
  if (items.length === 0) return new Map();
  const rows = await db().$queryRaw<RecurrenceRow[]>`
    SELECT r.item_id AS item, r.match, r.verdict, r.due_on, r.days_overdue, i.reference, i.title AS incident
    FROM action_item_recurrence r JOIN incident i ON i.id = r.incident_id
    WHERE ${Prisma.join([Prisma.sql`r.item_id = ANY(${[...items]}::uuid[])`, visibleTo(ctx)], " AND ")} ORDER BY i.declared_at DESC, i.id`;
  const found = new Map<string, Recurrence[]>();
  for (const { item, due_on, days_overdue, ...row } of rows)
    found.set(item, [...(found.get(item) ?? []), { ...row, dueOn: day(due_on), daysOverdue: days_overdue }]);
  return found;
}

function day(date: Date | null): string | null {
  return date?.toISOString().slice(0, 10) ?? null;
}
