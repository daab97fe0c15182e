import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { AuditFilter, AuditItem } from "#lib/contracts/audit.ts";
import { ORGANISATION_CHAIN } from "#server/platform/audit.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

export const AuditCursor = z.tuple([z.iso.datetime(), z.string(), z.number().int()]);
export type AuditCursor = z.infer<typeof AuditCursor>;

export type AuditRow = Omit<AuditItem, "at" | "hash"> & { at: Date; hash: Uint8Array };

/**
 * Entries of all chains, the newest first, after a cursor. What is about a private incident keeps its place, time and actor for
 * everybody who may read the trail; what it says is for those named on the incident.
 */
export async function readEntries(ctx: Ctx, filter: AuditFilter, after: AuditCursor | null, limit: number): Promise<AuditRow[]> {
  const rows = await db().$queryRaw<AuditRow[]>`
    SELECT a.chain, a.seq, a.at, a.actor, a.action, a.subject, a.detail, a.hash, ${hidden(ctx)} AS "isHidden"
    FROM audit_entry a
    LEFT JOIN incident c ON c.id = CASE WHEN a.chain <> ${ORGANISATION_CHAIN} THEN a.chain::uuid END
    LEFT JOIN incident s ON a.chain = ${ORGANISATION_CHAIN} AND s.reference = a.subject
    WHERE ${conditions(ctx, filter, after)}
    ORDER BY a.at DESC, a.chain DESC, a.seq DESC LIMIT ${limit}`;
  return rows.map((row) => (row.isHidden ? { ...row, subject: "", detail: {} } : row));
}

export function itemOf({ at, hash, ...row }: AuditRow): AuditItem {
  return { ...row, at: at.toISOString(), hash: Buffer.from(hash).toString("hex") };
}

function hidden(ctx: Ctx): Prisma.Sql {
  if (ctx.isSystem) return Prisma.sql`false`;
  return Prisma.sql`(coalesce(c.visibility, s.visibility, 'normal') = 'private' AND NOT EXISTS (
    SELECT 1 FROM incident_person p WHERE p.incident_id = coalesce(c.id, s.id) AND p.user_id = ${ctx.person?.id ?? null}::uuid AND p.is_member))`;
}

function conditions(ctx: Ctx, filter: AuditFilter, after: AuditCursor | null): Prisma.Sql {
  const parts = [Prisma.sql`true`];
  if (filter.action?.endsWith(".")) parts.push(Prisma.sql`starts_with(a.action, ${filter.action})`);
  else if (filter.action) parts.push(Prisma.sql`a.action = ${filter.action}`);
  if (filter.actorType) parts.push(Prisma.sql`a.actor->>'type' = ${filter.actorType}`);
  if (filter.actor) parts.push(Prisma.sql`a.actor->>'id' = ${filter.actor}`);
  if (filter.subject) parts.push(Prisma.sql`a.subject = ${filter.subject} AND NOT ${hidden(ctx)}`);
  if (filter.from) parts.push(Prisma.sql`a.at >= ${new Date(filter.from)}`);
  if (filter.to) parts.push(Prisma.sql`a.at < ${new Date(filter.to)}`);
  if (after) parts.push(Prisma.sql`(a.at, a.chain, a.seq) < (${new Date(after[0])}, ${after[1]}, ${after[2]})`);
  return Prisma.join(parts, " AND ");
}
