import type { z } from "zod";
import { COMMANDER } from "#lib/contracts/built-in-roles.ts";
import type { TakeCommand } from "#lib/contracts/incident-commands.ts";
import { changeIncident } from "#server/incidents/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { commanderOf, endOffer } from "./rules.ts";

/** Takes command when its holder cannot be reached, with a reason. Whoever commanded until then is released, and told. */
export async function takeCommand(ctx: Ctx, input: z.output<typeof TakeCommand>): Promise<{ seq: number }> {
  const { id, name } = authorizePerson(ctx, "incident.write");
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const { room } = incident;
    const former = commanderOf(room);
    if (former?.person.id === id && former.state === "active")
      throw new ConflictError(`You command ${room.reference} already.`, null, "already_done");
    if (room.handover) await incident.record(endOffer(room.handover, "withdrawn"));
    const assignment = { id: newId(), role: COMMANDER, person: { id, name }, state: "active" as const, since: incident.now, assignedBy: name };
    const { seq } = await incident.record({ kind: "role", assignment, replaces: former, reason: input.reason });
    return { seq };
  });
}
