import type { Investigation } from "#generated/prisma/client.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { findIncident, maySee } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, type Reader } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";

export type FoundInvestigation = Investigation & { room: RoomState | null };

/** An investigation that this person may read: of an incident that they may see; without one, their own, or any as an administrator. */
export async function findInvestigation(ctx: Ctx, id: string): Promise<FoundInvestigation> {
  authorize(ctx, "incident.read");
  const row = await db().investigation.findUnique({ where: { id } });
  if (!row) throw noSuch(id);
  if (!row.incidentId) {
    const isTheirs = ctx.isSystem || row.askedBy === ctx.person?.id || (ctx.person ?? ctx.key)?.role === "admin";
    if (!isTheirs) throw noSuch(id);
    return { ...row, room: null };
  }
  const incident = await db().incident.findUnique({ where: { id: row.incidentId }, select: { state: true } });
  const room = incident?.state as RoomState | undefined;
  if (!room || !maySee(ctx, room)) throw noSuch(id);
  return { ...row, room };
}

/** The incident's newest investigation that has a report, or null. */
export async function newestReported(ctx: Ctx, reference: string, reader: Reader = db()): Promise<FoundInvestigation | null> {
  authorize(ctx, "incident.read");
  const { id, room } = await findIncident(ctx, reference, reader);
  const row = await reader.investigation.findFirst({ where: { incidentId: id, state: "reported" }, orderBy: { reportedAt: "desc" } });
  return row ? { ...row, room } : null;
}

function noSuch(id: string): NotFoundError {
  return new NotFoundError(`There is no investigation ${id.slice(0, 64)} that you may read. Check its id.`);
}
