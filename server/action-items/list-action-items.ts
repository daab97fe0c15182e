import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { type ActionItem, type BoardItem, daysOverdue, type ListActionItems } from "#lib/contracts/action-item.ts";
import { type Page, pageOf, readCursor } from "#lib/contracts/page.ts";
import type { ActionItemPriority, ActionItemState } from "#lib/contracts/postmortem-terms.ts";
import { findIncident, visibleTo } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db, type Reader } from "#server/platform/db.ts";
import { itemOf } from "./item-of.ts";
import { recurrencesOf } from "./lessons.ts";

type Row = Omit<ActionItem, "owner" | "ticket" | "createdAt" | "doneAt" | "dueOn"> & {
  reference: string;
  incident: string;
  severity: string | null;
  owner_id: string | null;
  owner_name: string | null;
  due_on: Date | null;
  ticket: ActionItem["ticket"];
  created_at: Date;
  done_at: Date | null;
};

/** Action items of all incidents that the asker may see: what is due first, first. */
export async function listActionItems(ctx: Ctx, input: z.output<typeof ListActionItems>): Promise<Page<BoardItem>> {
  authorize(ctx, "incident.read");
  const today = (await databaseNow()).slice(0, 10);
  const after = readCursor(input.cursor, z.tuple([z.string(), z.string(), z.uuid()]));
  const conditions = [visibleTo(ctx), ...filters(input, today)];
  if (after) conditions.push(Prisma.sql`(${SORT_DAY}, a.priority, a.id) > (${after[0]}::date, ${after[1]}, ${after[2]}::uuid)`);
  const rows = await db().$queryRaw<Row[]>`
    SELECT a.id, a.title, a.priority, a.state, a.owner_id, a.owner_name, a.team, a.due_on, a.factor, a.proof, a.source, a.signature, a.ticket, a.created_at, a.done_at, a.version,
      i.reference, i.title AS incident, i.severity
    FROM action_item a JOIN incident i ON i.id = a.incident_id
    WHERE ${Prisma.join(conditions, " AND ")} ORDER BY ${SORT_DAY}, a.priority, a.id LIMIT ${input.limit + 1}`;
  const recurrences = await recurrencesOf(
    ctx,
    rows.map(({ id }) => id),
  );
  return pageOf(
    rows,
    input.limit,
    ({ due_on, priority, id }) => [due_on?.toISOString().slice(0, 10) ?? "9999-12-31", priority, id],
    (row) => ({ ...boardItem(row, today), recurrences: recurrences.get(row.id) ?? [] }),
  );
}

/** Those without a day come last. */
const SORT_DAY = Prisma.sql`coalesce(a.due_on, '9999-12-31'::date)`;

function filters({ state, reference, owner, service, q }: z.output<typeof ListActionItems>, today: string): Prisma.Sql[] {
  const open = Prisma.sql`a.state IN ('open', 'doing')`;
  return [
    ...(state === "open" ? [open] : []),
    ...(state === "overdue" ? [open, Prisma.sql`a.due_on < ${today}::date`] : []),
    ...(state === "done" ? [Prisma.sql`a.state IN ('done', 'dropped')`] : []),
    ...(reference ? [Prisma.sql`i.reference = ${reference}`] : []),
    ...(owner ? [Prisma.sql`a.owner_id = ${owner}::uuid`] : []),
    ...(service ? [Prisma.sql`EXISTS (SELECT FROM incident_service s WHERE s.incident_id = i.id AND s.service_id = ${service}::uuid)`] : []),
    ...(q
      ? [
          Prisma.sql`(a.title || ' ' || a.factor || ' ' || a.team || ' ' || coalesce(a.owner_name, '') || ' ' || i.title || ' ' || i.reference) ILIKE ${`%${q.replaceAll(/[\\%_]/g, "\\$&")}%`}`,
        ]
      : []),
  ];
}

function boardItem(row: Row, today: string): Omit<BoardItem, "recurrences"> {
  const { owner_id, owner_name, due_on, created_at, done_at, ...rest } = row;
  const item = {
    ...rest,
    priority: row.priority as ActionItemPriority,
    state: row.state as ActionItemState,
    owner: owner_id ? { id: owner_id, name: owner_name ?? "" } : null,
    dueOn: due_on?.toISOString().slice(0, 10) ?? null,
    createdAt: created_at.toISOString(),
    doneAt: done_at?.toISOString() ?? null,
  };
  return { ...item, daysOverdue: daysOverdue(item, today) };
}

/** Those of one incident, the most urgent first. */
export async function actionItemsOf(ctx: Ctx, reference: string, reader: Reader = db()): Promise<ActionItem[]> {
  authorize(ctx, "incident.read");
  const { id } = await findIncident(ctx, reference, reader);
  const rows = await reader.actionItemRow.findMany({ where: { incidentId: id }, orderBy: [{ priority: "asc" }, { position: "asc" }] });
  return rows.map(itemOf);
}
