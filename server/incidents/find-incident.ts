import type { RoomState } from "#lib/contracts/room.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, type Reader } from "#server/platform/db.ts";
import { maySee, noSuchIncident } from "./change-incident.ts";

export type FoundIncident = { id: string; lastSeq: number; room: RoomState };

/** One incident as it stands now, or not found: also when it is private and the asker is not named on it. */
export async function findIncident(ctx: Ctx, reference: string, reader: Reader = db()): Promise<FoundIncident> {
  authorize(ctx, "incident.read");
  const row = await reader.incident.findUnique({ where: { reference }, select: { id: true, lastSeq: true, state: true } });
  const room = row?.state as RoomState | undefined;
  if (!row || !room || !maySee(ctx, room)) throw noSuchIncident(reference);
  return { id: row.id, lastSeq: row.lastSeq, room };
}
