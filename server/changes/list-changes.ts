import type { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { ChangeKind } from "#lib/contracts/alert-terms.ts";
import type { ChangeSummary, ListChanges } from "#lib/contracts/change.ts";
import { type Page, pageOf, readCursor } from "#lib/contracts/page.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { Place } from "./place.ts";

type Row = {
  id: string;
  kind: ChangeKind;
  service: string;
  serviceId: string | null;
  serviceName: string | null;
  title: string;
  author: string | null;
  link: string | null;
  at: Date;
  source: string;
};

/** The changes that were made in a stretch of time, the newest first. */
export async function listChanges(ctx: Ctx, { from, to, service, kind, limit, cursor }: z.output<typeof ListChanges>): Promise<Page<ChangeSummary>> {
  authorize(ctx, "alert.read");
  const after = readCursor(cursor, Place);
  const conditions = [
    from ? Prisma.sql`c.at >= ${new Date(from)}` : null,
    to ? Prisma.sql`c.at <= ${new Date(to)}` : null,
    service ? Prisma.sql`c.service_id = ${service}::uuid` : null,
    kind ? Prisma.sql`c.kind = ${kind}` : null,
    after ? Prisma.sql`(c.at, c.id) < (${new Date(after[0])}, ${after[1]}::uuid)` : null,
  ].filter((condition) => condition !== null);
  const where = conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join(conditions, " AND ")}` : Prisma.empty;
  const rows = await db().$queryRaw<Row[]>`
    SELECT c.id, c.kind, c.service, c.service_id AS "serviceId", s.name AS "serviceName", c.title, c.author, c.link, c.at, c.source_name AS source
    FROM change c LEFT JOIN service s ON s.id = c.service_id ${where} ORDER BY c.at DESC, c.id DESC LIMIT ${limit + 1}`;
  return pageOf(rows, limit, ({ at, id }) => [at.toISOString(), id], changeLine);
}

export function changeLine({ id, kind, service, serviceId, serviceName, title, author, link, at, source }: Row): ChangeSummary {
  const name = serviceName ?? service;
  return { id, kind, service: name ? { id: serviceId, name } : null, title, author, link, at: at.toISOString(), source };
}
