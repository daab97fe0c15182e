import type { z } from "zod";
import type { RelationKind } from "#lib/contracts/incident.ts";
import type { RelateIncident } from "#lib/contracts/incident-commands.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { InvalidError, NotFoundError } from "#server/platform/errors.ts";
import { mayName } from "./access-rules.ts";
import { changeTwo, mergedError, type OpenIncident } from "./change-incident.ts";
import { requireRoomFor } from "./limits.ts";

const INVERSE: Record<RelationKind, RelationKind> = { related: "related", duplicate: "duplicate", "caused-by": "causes", causes: "caused-by" };

/**
 * Relates two incidents, each seen from its own side, or takes that back. A side whose readers may not all see the other one
 * gets no fact: it would tell them of a private incident.
 */
export async function relateIncident(ctx: Ctx, input: z.output<typeof RelateIncident>): Promise<{ seq: number }> {
  if (input.reference === input.to) throw new InvalidError("An incident cannot be related to itself. Give the other one's reference.");
  return changeTwo(ctx, "incident.write", [input.reference, input.to], async (here, there) => {
    if (here.room.phase === "merged") throw mergedError(here.room);
    if (there.room.phase === "merged") throw mergedError(there.room);
    const isKnown = [await setSide(here, there, input.kind, input.isRemoved), await setSide(there, here, INVERSE[input.kind], input.isRemoved)];
    if (isKnown.some(Boolean)) return { seq: here.lastSeq };
    if (input.isRemoved) throw new NotFoundError(`${input.reference} is not related to ${input.to}. Reload to see what it is related to.`);
    throw new InvalidError(
      `${input.reference} and ${input.to} are private to different people, so neither may name the other. Let the same people see one of them first.`,
    );
  });
}

/** Records one side where that is needed; true when the side now says what was asked. */
async function setSide(incident: OpenIncident, other: OpenIncident, kind: RelationKind, isRemoved: boolean): Promise<boolean> {
  const { reference, title } = other.room;
  const existing = incident.room.relations.find((relation) => relation.reference === reference);
  if (isRemoved) {
    if (existing) await incident.record({ kind: "relation", action: "removed", relation: existing });
    return existing !== undefined;
  }
  if (!mayName(incident.room, other.room)) return false;
  if (existing?.kind === kind) return true;
  if (!existing) requireRoomFor(incident.room.relations, "relations");
  await incident.record({ kind: "relation", action: "added", relation: { reference, title, kind } });
  return true;
}
