import { Prisma } from "#generated/prisma/client.ts";
import type { Ctx } from "#server/platform/ctx.ts";

/** A condition on incident `i` (perhaps none): it is private, and the asking person is not named on it, whatever their role. */
export function isHiddenFrom(ctx: Ctx): Prisma.Sql {
  if (ctx.isSystem) return Prisma.sql`false`;
  return Prisma.sql`(coalesce(i.visibility, 'normal') = 'private' AND NOT EXISTS (
    SELECT 1 FROM incident_person p WHERE p.incident_id = i.id AND p.user_id = ${ctx.person?.id ?? null}::uuid AND p.is_member))`;
}
