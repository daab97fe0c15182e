import type { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { BoardPage, ListIncidents } from "#lib/contracts/board.ts";
import { ACTIVE_PHASES } from "#lib/contracts/incident-terms.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { ROW_COLUMNS, toBoardRows } from "./rows.ts";
import { type Search, toSearch } from "./search-query.ts";

type Input = z.output<typeof ListIncidents>;

/** A page of the board, newest declared first, only what the asker may see. `cursor` is opaque. */
export async function listIncidents(ctx: Ctx, input: Input): Promise<BoardPage> {
  authorize(ctx, "incident.read");
  const conditions = [visibleTo(ctx), ...filterConditions(ctx, input), ...(await searchConditions(input.q)), ...cursorCondition(input.cursor)];
  const read = db().$queryRaw<Parameters<typeof toBoardRows>[0]>`
    SELECT ${ROW_COLUMNS} FROM (
      SELECT i.id FROM incident i WHERE ${Prisma.join(conditions, " AND ")} ORDER BY i.declared_at DESC, i.id DESC LIMIT ${input.limit + 1}
    ) page JOIN incident i USING (id) ORDER BY i.declared_at DESC, i.id DESC`;
  const [rows, now] = await Promise.all([read, databaseNow()]);
  const items = await toBoardRows(rows.slice(0, input.limit));
  const last = items.at(-1);
  return { items, nextCursor: rows.length > input.limit && last ? `${last.declaredAt}~${last.id}` : null, now };
}

/** SQL that holds for incidents `i` that this person may see. */
export function visibleTo(ctx: Ctx): Prisma.Sql {
  if (ctx.isSystem) return Prisma.sql`TRUE`;
  const me = ctx.person?.id ?? null;
  return Prisma.sql`(i.visibility = 'normal' OR EXISTS (
    SELECT 1 FROM incident_person m WHERE m.incident_id = i.id AND m.user_id = ${me}::uuid AND m.is_member))`;
}

function filterConditions(ctx: Ctx, input: Input): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  const active = [...ACTIVE_PHASES];
  if (input.phase.length > 0) conditions.push(Prisma.sql`i.phase = ANY(${input.phase})`);
  else if (input.state === "open") conditions.push(Prisma.sql`i.phase = ANY(${active})`);
  else if (input.state === "ended") conditions.push(Prisma.sql`NOT i.phase = ANY(${active})`);
  if (input.severity.length > 0) conditions.push(Prisma.sql`i.severity = ANY(${input.severity})`);
  if (input.kind.length > 0) conditions.push(Prisma.sql`i.kind = ANY(${input.kind})`);
  if (input.commander) conditions.push(Prisma.sql`i.commander_id = ${input.commander}::uuid`);
  if (input.service.length > 0) {
    conditions.push(
      Prisma.sql`EXISTS (SELECT 1 FROM incident_service s WHERE s.incident_id = i.id AND s.service_id = ANY(${input.service}::uuid[]))`,
    );
  }
  if (input.isMine)
    conditions.push(Prisma.sql`i.id IN (SELECT p.incident_id FROM incident_person p WHERE p.user_id = ${ctx.person?.id ?? null}::uuid)`);
  return conditions;
}

/** Up to so many incidents a word counts as rare: they are looked up and sorted. Beyond, the incidents are walked by date and asked for it. */
const RARE = 1_500;

async function searchConditions(q: string): Promise<Prisma.Sql[]> {
  const search = toSearch(q);
  if (search === null) return [];
  if (search.kind === "reference") return referenceConditions(search);
  const query = Prisma.sql`to_tsquery('simple', ${search.words})`;
  const found = await db().$queryRaw<{ id: string }[]>`SELECT incident_id AS id FROM incident_search WHERE document @@ ${query} LIMIT ${RARE + 1}`;
  if (found.length <= RARE) return [Prisma.sql`i.id = ANY(${found.map(({ id }) => id)}::uuid[])`];
  return [Prisma.sql`(SELECT d.document FROM incident_search d WHERE d.incident_id = i.id) @@ ${query}`];
}

/** A reference says the day, so that only those days' incidents have to be looked at. */
function referenceConditions({ prefix, from, to }: Extract<Search, { kind: "reference" }>): Prisma.Sql[] {
  return [Prisma.sql`i.reference LIKE ${`${prefix}%`}`, Prisma.sql`i.declared_at >= ${new Date(from)}`, Prisma.sql`i.declared_at < ${new Date(to)}`];
}

function cursorCondition(cursor: string | null | undefined): Prisma.Sql[] {
  if (!cursor) return [];
  const [at, id] = cursor.split("~");
  const isWellFormed = at !== undefined && !Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(id ?? "");
  if (!isWellFormed) throw new InvalidError("The cursor is not one that Muster gave. Start from the first page.");
  return [Prisma.sql`(i.declared_at, i.id) < (${new Date(at)}, ${id}::uuid)`];
}
