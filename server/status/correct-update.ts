import type { z } from "zod";
import type { RoomState } from "#lib/contracts/room.ts";
import type { CorrectUpdate, RetractUpdate } from "#lib/contracts/status/commands.ts";
import type { Publication } from "#lib/contracts/status/publication.ts";
import { changeIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, NotFoundError } from "#server/platform/errors.ts";

/** Replaces the public words of an update. What it said before stays readable with the reason, on the page too. */
export async function correctUpdate(ctx: Ctx, { reference, id, text, reason }: z.output<typeof CorrectUpdate>): Promise<{ seq: number }> {
  authorize(ctx, "status.publish");
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const { title, text: before } = standing(incident.room, id);
    if (before === text) throw new ConflictError("The update says this already.", null, "already_done");
    const { seq } = await incident.record({ kind: "publication", action: "corrected", id, title, request: null, text, reason });
    return { seq };
  });
}

/** Takes an update back: the page says that it was, when and why, and no longer what it said. */
export async function retractUpdate(ctx: Ctx, { reference, id, reason }: z.output<typeof RetractUpdate>): Promise<{ seq: number }> {
  authorize(ctx, "status.publish");
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const { title } = standing(incident.room, id);
    const { seq } = await incident.record({ kind: "publication", action: "retracted", id, title, request: null, text: null, reason });
    return { seq };
  });
}

function standing({ reference, told }: RoomState, id: string): Publication {
  const found = told.publications.find((one) => one.id === id);
  if (!found) throw new NotFoundError(`${reference} has no public update with this id.`);
  if (found.retracted) throw new ConflictError("This update was taken back already. Publish another one.", null, "already_done");
  return found;
}
