import { Prisma } from "#generated/prisma/client.ts";
import { visibleTo } from "#server/board/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { isUuid } from "./uuid.ts";

/**
 * SQL that holds for runs `r` (with their incident `i`, if any) that this person may read: who asked, and everybody who may see the
 * incident; without one, who asked and administrators. A personal run is read by who asked only, and only while they may see its incident.
 * What became private since a run read it is not for others either.
 */
export function readableBy(ctx: Ctx): Prisma.Sql {
  const me = ctx.person?.id ?? null;
  const isAdministrator = ctx.person?.role === "admin";
  return Prisma.sql`(${ctx.isSystem} OR (
    (r.asked_by = ${me}::uuid OR (NOT r.is_personal AND NOT EXISTS (
      SELECT 1 FROM incident t WHERE t.id = ANY(r.named) AND t.id IS DISTINCT FROM r.incident_id AND t.visibility = 'private' AND NOT EXISTS (
        SELECT 1 FROM incident_person m WHERE m.incident_id = t.id AND m.user_id = ${me}::uuid AND m.is_member))))
    AND CASE WHEN r.incident_id IS NULL THEN r.asked_by = ${me}::uuid OR ${isAdministrator} ELSE ${visibleTo(ctx)} END))`;
}

export type FoundRun = {
  id: string;
  askedBy: string;
  incidentId: string | null;
  isPersonal: boolean;
  state: string;
  lastSeq: number;
  openProposals: number;
};

/** A run that this person may read, or not found. */
export async function findRun(ctx: Ctx, id: string): Promise<FoundRun> {
  authorize(ctx, "incident.read");
  const [row] = isUuid(id)
    ? await db().$queryRaw<FoundRun[]>`
        SELECT r.id, r.asked_by AS "askedBy", r.incident_id AS "incidentId", r.is_personal AS "isPersonal", r.state, r.last_seq AS "lastSeq",
          (SELECT count(*)::int FROM proposal p WHERE p.run_id = r.id AND p.state = 'open' AND p.expires_at > muster_now()) AS "openProposals"
        FROM agent_run r LEFT JOIN incident i ON i.id = r.incident_id WHERE r.id = ${id}::uuid AND ${readableBy(ctx)}`
    : [];
  if (!row) throw new NotFoundError(`There is no run ${id.slice(0, 64)} that you may read. Check its id.`);
  return row;
}
