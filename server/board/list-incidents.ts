import type { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { BoardPage, ListIncidents } from "#lib/contracts/board.ts";
import { ACTIVE_PHASES } from "#lib/contracts/incident-terms.ts";
import { hasCause } from "#server/insights/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { idsByWords, inOrder } from "./find-by-words.ts";
import { ROW_COLUMNS, toBoardRows } from "./rows.ts";
import { type Search, toSearch } from "./search-query.ts";

type Input = z.output<typeof ListIncidents>;

/** A page of the board, newest declared first, only what the asker may see. `cursor` is opaque. */
export async function listIncidents(ctx: Ctx, input: Input): Promise<BoardPage> {
  authorize(ctx, "incident.read");
  const within = [visibleTo(ctx), ...filterConditions(ctx, input), ...cursorCondition(input.cursor)];
  const page = await idsOf(within, toSearch(input.q), input.limit + 1);
  const read = db().$queryRaw<Parameters<typeof toBoardRows>[0]>`
    SELECT ${ROW_COLUMNS} FROM (${page}) page JOIN incident i USING (id) ORDER BY i.declared_at DESC, i.id DESC`;
  const [rows, now] = await Promise.all([read, databaseNow()]);
  const items = await toBoardRows(rows.slice(0, input.limit));
  const last = items.at(-1);
  return { items, nextCursor: rows.length > input.limit && last ? `${last.declaredAt}~${last.id}` : null, now };
}

/** SQL that holds for incidents `i` that this person may see. */
export function visibleTo(ctx: Pick<Ctx, "isSystem"> & { person: { id: string } | null }): Prisma.Sql {
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
  if (input.from) conditions.push(Prisma.sql`i.declared_at >= ${new Date(input.from)}`);
  if (input.to) conditions.push(Prisma.sql`i.declared_at < ${new Date(input.to)}`);
  if (input.cause.length > 0)
    conditions.push(Prisma.sql`i.id IN (SELECT m.id FROM incident_measure m WHERE ${hasCause(Prisma.sql`m.cause`, input.cause)})`);
  if (input.causeService)
    conditions.push(Prisma.sql`i.id IN (SELECT m.id FROM incident_measure m WHERE m.cause IS NOT NULL AND m.cause_service = ${input.causeService})`);
  if (input.team.length > 0) {
    conditions.push(Prisma.sql`EXISTS (SELECT FROM incident_service s JOIN service v ON v.id = s.service_id
      WHERE s.incident_id = i.id AND v.team_id = ANY(${input.team}::uuid[]))`);
  }
  if (input.isMine)
    conditions.push(Prisma.sql`i.id IN (SELECT p.incident_id FROM incident_person p WHERE p.user_id = ${ctx.person?.id ?? null}::uuid)`);
  return conditions;
}

/** SQL for the ids of the newest `limit` incidents that fit. */
async function idsOf(within: Prisma.Sql[], search: Search | null, limit: number): Promise<Prisma.Sql> {
  if (search?.kind === "words") return idsByWords(within, search.words, limit);
  return inOrder(search ? [...within, ...referenceConditions(search)] : within, limit);
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
