import { Prisma } from "#generated/prisma/client.ts";
import type { Severity } from "#lib/contracts/incident.ts";
import { ACTIVE_PHASES } from "#lib/contracts/incident-terms.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

export type OpenCount = { openIncidents: number; worstSeverity: Severity | null };

/** SQL that holds for the incidents `i` that the asking person may see. */
export function visibleTo(ctx: Ctx): Prisma.Sql {
  if (ctx.isSystem) return Prisma.sql`true`;
  return Prisma.sql`(i.visibility = 'normal' OR EXISTS (
    SELECT 1 FROM incident_person p WHERE p.incident_id = i.id AND p.user_id = ${ctx.person?.id ?? null}::uuid AND p.is_member))`;
}

/** How many open incidents that the asker may see concern each of these services, tests left out. */
export async function openIncidents(ctx: Ctx, serviceIds: string[]): Promise<Map<string, OpenCount>> {
  if (serviceIds.length === 0) return new Map();
  const rows = await db().$queryRaw<{ id: string; open: number; worst: Severity | null }[]>`
    SELECT s.service_id AS id, count(*)::int AS open, min(i.severity) AS worst
    FROM incident_service s JOIN incident i ON i.id = s.incident_id
    WHERE s.service_id = ANY(${serviceIds}::uuid[]) AND i.phase = ANY(${[...ACTIVE_PHASES]}::text[]) AND i.kind <> 'test' AND ${visibleTo(ctx)}
    GROUP BY s.service_id`;
  return new Map(rows.map(({ id, open, worst }) => [id, { openIncidents: open, worstSeverity: worst }]));
}

export const NONE_OPEN: OpenCount = { openIncidents: 0, worstSeverity: null };
