import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { type Page, pageOf, readCursor } from "#lib/contracts/page.ts";
import { ClaimCounts, type ListPostmortems, type PostmortemRow } from "#lib/contracts/postmortem.ts";
import type { PostmortemState } from "#lib/contracts/postmortem-terms.ts";
import { visibleTo } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { recount } from "./recount.ts";

type Row = {
  id: string;
  reference: string;
  title: string;
  severity: string | null;
  state: PostmortemState;
  declared_at: Date;
  created_at: Date;
  due_at: Date | null;
  claims: unknown;
  is_stale: boolean;
  reviewers: PostmortemRow["reviewers"];
  items: number;
  open_items: number;
};

/** Postmortems of incidents that the asker may see, the newest first. */
export async function listPostmortems(ctx: Ctx, input: z.output<typeof ListPostmortems>): Promise<Page<PostmortemRow>> {
  authorize(ctx, "incident.read");
  const now = await databaseNow();
  const after = readCursor(input.cursor, z.tuple([z.iso.datetime(), z.uuid()]));
  const conditions = [
    visibleTo(ctx),
    ...(input.state ? [Prisma.sql`p.state = ${input.state}`] : []),
    ...(input.q ? [Prisma.sql`(p.title || ' ' || i.reference || ' ' || p.words) ILIKE ${`%${input.q.replaceAll(/[\\%_]/g, "\\$&")}%`}`] : []),
    ...(after ? [Prisma.sql`(p.created_at, p.id) < (${new Date(after[0])}, ${after[1]}::uuid)`] : []),
  ];
  const rows = await db().$queryRaw<Row[]>`
    SELECT p.id, i.reference, p.title, i.severity, p.state, i.declared_at, p.created_at, p.due_at, p.claims, p.counted_seq < p.last_seq AS is_stale,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('person', jsonb_build_object('id', r.user_id, 'name', r.name), 'state', r.state) ORDER BY r.name), '[]')
        FROM postmortem_reviewer r WHERE r.postmortem_id = p.id) AS reviewers,
      (SELECT count(*)::int FROM action_item a WHERE a.incident_id = i.id) AS items,
      (SELECT count(*)::int FROM action_item a WHERE a.incident_id = i.id AND a.state IN ('open', 'doing')) AS open_items
    FROM postmortem p JOIN incident i ON i.id = p.incident_id WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY p.created_at DESC, p.id DESC LIMIT ${input.limit + 1}`;
  const page = pageOf(
    rows,
    input.limit,
    ({ created_at, id }) => [created_at.toISOString(), id],
    (row) => row,
  );
  return { ...page, items: await Promise.all(page.items.map((row) => rowOf(row, now))) };
}

async function rowOf(row: Row, now: string): Promise<PostmortemRow> {
  const { id, declared_at, created_at, due_at, is_stale, open_items, claims, ...rest } = row;
  const dueAt = due_at?.toISOString() ?? null;
  return {
    ...rest,
    declaredAt: declared_at.toISOString(),
    createdAt: created_at.toISOString(),
    dueAt,
    isOverdue: dueAt !== null && dueAt < now && (rest.state === "draft" || rest.state === "in-review"),
    claims: is_stale ? await recount(id) : ClaimCounts.parse(claims),
    openItems: open_items,
  };
}
