import { Prisma } from "#generated/prisma/client.ts";

/** SQL: the notifications `n` of one person, without those of private incidents they are no longer named on. */
export function inboxOf(personId: string): Prisma.Sql {
  return Prisma.sql`n.user_id = ${personId}::uuid AND (n.incident_id IS NULL OR EXISTS (
    SELECT 1 FROM incident i WHERE i.id = n.incident_id AND (i.visibility = 'normal' OR EXISTS (
      SELECT 1 FROM incident_person p WHERE p.incident_id = i.id AND p.user_id = n.user_id AND p.is_member))))`;
}
