import type { z } from "zod";
import type { ChangeAccess } from "#lib/contracts/incident-commands.ts";
import { peopleRefs } from "#server/people/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { decideAccess, factsOfLeaving } from "./access-rules.ts";
import { changeIncident, type OpenIncident } from "./change-incident.ts";
import { requireRoomFor } from "./limits.ts";

/** Makes an incident private or visible to everybody, and names who may see a private one. */
export async function changeAccess(ctx: Ctx, input: z.output<typeof ChangeAccess>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.command", input.reference, async (incident) => {
    const { room } = incident;
    const add = await peopleRefs(db(), [...new Set(input.add)]);
    requireRoomFor(room.members, "people named on it", add.length);
    const by = ctx.person ? { id: ctx.person.id, name: ctx.person.name } : null;
    const fact = decideAccess(room, { visibility: input.visibility ?? room.visibility, add, remove: input.remove, by });
    if (!fact) return { seq: incident.lastSeq };
    if (fact.visibility === "normal") await requireNoneUnknown(ctx, incident);
    await incident.record(fact);
    for (const follower of factsOfLeaving(incident.room)) await incident.record(follower);
    return { seq: incident.lastSeq };
  });
}

/**
 * The timeline keeps the titles of incidents it was related to or merged with. Showing it shows those too, so whoever does it has to know
 * them: nobody gives away a private incident that they cannot see themselves.
 */
async function requireNoneUnknown(ctx: Ctx, { id, room }: OpenIncident): Promise<void> {
  const [unknown] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT i.id)::int AS count FROM incident i WHERE i.visibility = 'private' AND i.reference IN (
      SELECT coalesce(payload #>> '{relation,reference}', payload #>> '{source,reference}') FROM timeline_event
      WHERE incident_id = ${id}::uuid AND kind IN ('relation', 'absorbed'))
    AND NOT EXISTS (SELECT FROM incident_person p WHERE p.incident_id = i.id AND p.user_id = ${ctx.person?.id ?? null}::uuid AND p.is_member)`;
  if (!unknown?.count || ctx.isSystem) return;
  throw new ConflictError(
    `The timeline of ${room.reference} names a private incident that you may not see. Somebody who is named on both can show it to everybody.`,
  );
}
