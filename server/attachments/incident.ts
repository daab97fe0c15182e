import { Prisma } from "#generated/prisma/client.ts";
import type { PersonRef } from "#lib/contracts/actor.ts";
import type { Phase, Visibility } from "#lib/contracts/incident.ts";
import { maySee } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";

type Row = { id: string; phase: Phase; visibility: Visibility; members: PersonRef[] };

/** The incident by reference or id, if the asker may see it. */
export async function visibleIncident(ctx: Ctx, by: { reference: string } | { id: string }): Promise<{ id: string; phase: Phase } | null> {
  const wanted = "reference" in by ? Prisma.sql`reference = ${by.reference}` : Prisma.sql`id = ${by.id}::uuid`;
  const [row] = await db().$queryRaw<Row[]>`SELECT id, phase, visibility, state->'members' AS members FROM incident WHERE ${wanted}`;
  return row && maySee(ctx, row) ? { id: row.id, phase: row.phase } : null;
}
