import type { z } from "zod";
import type { MergeIncident } from "#lib/contracts/incident-commands.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ForbiddenError, InvalidError } from "#server/platform/errors.ts";
import { changeTwo, mergedError, type OpenIncident, requireCommand } from "./change-incident.ts";
import { requireRoomFor } from "./limits.ts";
import { movedItems, requireMergeable } from "./merge-rules.ts";

/** Merges an incident into another, where the work goes on. It becomes read-only; what moved is recorded, so that it can be undone. */
export async function mergeIncident(ctx: Ctx, input: z.output<typeof MergeIncident>): Promise<{ seq: number; into: string }> {
  if (input.reference === input.into) throw new InvalidError("An incident cannot be merged into itself. Give the reference of the one that stays.");
  return changeTwo(ctx, "incident.write", [input.reference, input.into], async (source, target) => {
    requireCommandOfEither(ctx, source, target);
    if (source.room.phase === "merged") throw mergedError(source.room);
    if (target.room.phase === "merged") throw mergedError(target.room);
    requireMergeable(source.room, target.room);
    const moved = movedItems(source.room, target.room);
    requireRoomFor(target.room.tasks, "tasks", moved.tasks.length);
    requireRoomFor(target.room.links, "links", moved.links.length);
    requireRoomFor(target.room.watchers, "watchers", moved.watchers.length);
    await withdrawOffer(source);
    const { seq } = await source.record({ kind: "merged", into: nameOf(target), from: source.room.phase });
    await target.record({ kind: "absorbed", source: nameOf(source), moved });
    return { seq, into: target.room.reference };
  });
}

/** Whoever commands one of the two may join or part them. */
export function requireCommandOfEither(ctx: Ctx, one: OpenIncident, other: OpenIncident): void {
  try {
    requireCommand(ctx, other.room);
  } catch (error) {
    if (error instanceof ForbiddenError) requireCommand(ctx, one.room);
    else throw error;
  }
}

async function withdrawOffer({ room, record }: OpenIncident): Promise<void> {
  if (!room.handover) return;
  const { id, from, to } = room.handover;
  await record({ kind: "handover", state: "withdrawn", id, from, to, brief: null, readBack: null, assignment: null });
}

function nameOf({ id, room }: OpenIncident): { id: string; reference: string; title: string } {
  return { id, reference: room.reference, title: room.title };
}
