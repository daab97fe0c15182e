import type { z } from "zod";
import type { ChangeAccess } from "#lib/contracts/incident-commands.ts";
import { peopleRefs } from "#server/people/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { decideAccess, factsOfLeaving } from "./access-rules.ts";
import { changeIncident, type OpenIncident } from "./change-incident.ts";
import { requireRoomFor } from "./limits.ts";

/** Makes an incident private or visible to everybody, and names who may see a private one. */
export async function changeAccess(ctx: Ctx, input: z.output<typeof ChangeAccess>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.command", input.reference, async (incident) => {
    const { room } = incident;
    const add = await peopleRefs(incident.tx, [...new Set(input.add)]);
    requireRoomFor(room.members, "people named on it", add.length);
    const by = ctx.person ? { id: ctx.person.id, name: ctx.person.name } : null;
    const fact = decideAccess(room, { visibility: input.visibility ?? room.visibility, add, remove: input.remove, by });
    if (!fact) return { seq: incident.lastSeq };
    if (fact.visibility === "normal") await requireNoneNamed(incident);
    await incident.record(fact);
    for (const follower of factsOfLeaving(incident.room)) await incident.record(follower);
    return { seq: incident.lastSeq };
  });
}

/** A timeline that names a private incident, by a relation or a merge, would show it to everybody. */
async function requireNoneNamed({ tx, id, room }: OpenIncident): Promise<void> {
  const [named] = await tx.$queryRaw<{ reference: string }[]>`
    SELECT i.reference FROM incident i WHERE i.visibility = 'private' AND i.reference IN (
      SELECT coalesce(payload #>> '{relation,reference}', payload #>> '{source,reference}') FROM timeline_event
      WHERE incident_id = ${id}::uuid AND kind IN ('relation', 'absorbed')) ORDER BY i.reference LIMIT 1`;
  if (!named) return;
  throw new ConflictError(
    `The timeline of ${room.reference} names ${named.reference}, which is private. Make ${named.reference} visible to everybody first.`,
  );
}
