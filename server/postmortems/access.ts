import type { Postmortem } from "#generated/prisma/client.ts";
import { type FoundIncident, findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, type Reader } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

type Row = Omit<Postmortem, "snapshot">;
export type FoundPostmortem = { row: Row; incident: FoundIncident };

/** The postmortem of an incident that the asker may see. Throws NotFoundError while there is none. */
export async function findPostmortem(ctx: Ctx, reference: string, reader: Reader = db()): Promise<FoundPostmortem> {
  authorize(ctx, "incident.read");
  const incident = await findIncident(ctx, reference, reader);
  const row = await reader.postmortem.findUnique({ where: { incidentId: incident.id }, omit: { snapshot: true } });
  if (!row) throw new NotFoundError(`${reference} has no postmortem yet. Draft it, or resolve the incident first.`);
  return { row, incident };
}
