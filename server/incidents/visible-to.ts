import { Prisma } from "#generated/prisma/client.ts";
import type { Ctx } from "#server/platform/ctx.ts";

/** SQL that holds for the incidents `i` that the asking person may see. */
export function visibleTo(ctx: Ctx): Prisma.Sql {
  if (ctx.isSystem) return Prisma.sql`TRUE`;
  return Prisma.sql`(i.visibility = 'normal' OR EXISTS (
    SELECT 1 FROM incident_person m WHERE m.incident_id = i.id AND m.user_id = ${ctx.person?.id ?? null}::uuid AND m.is_member))`;
}
