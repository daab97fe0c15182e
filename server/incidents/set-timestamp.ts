import type { z } from "zod";
import type { TimestampName } from "#lib/contracts/incident.ts";
import type { SetTimestamp } from "#lib/contracts/incident-commands.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { changeIncident, type OpenIncident } from "./change-incident.ts";
import { expectValue } from "./conflict.ts";
import { requirePast } from "./time-rules.ts";

/** Sets a time by hand, with a reason; nothing automatic overwrites it afterwards. A wrong order of times is shown, never refused. */
export async function setTimestamp(ctx: Ctx, input: z.output<typeof SetTimestamp>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    await stateTime(ctx, incident, input);
    return { seq: incident.lastSeq };
  });
}

/** The same in an incident that is open already. */
export async function stateTime(ctx: Ctx, incident: OpenIncident, input: Omit<z.output<typeof SetTimestamp>, "reference">): Promise<void> {
  const { name, reason } = input;
  const before = incident.room.timestamps[name] ?? null;
  const to = input.to === null ? null : ({ at: input.to, source: "manual", by: ctx.actor.name } as const);
  const isSame = to ? before?.at === to.at && before.source === "manual" : before === null;
  if (isSame) return;
  await expectValue(incident, { field: name, expected: input.expected, current: before?.at ?? null, yours: input.to }, "timestamp", { name });
  requirePast({ to: input.to }, incident.now);
  if (!to) requireClearable(incident.room, name);
  await incident.record({ kind: "timestamp", name, from: before?.at ?? null, to, reason });
}

/** The times that the present phase rests on can be corrected, not cleared. */
function requireClearable({ phase }: RoomState, name: TimestampName): void {
  const isHeld =
    name === "declaredAt" ||
    (name === "resolvedAt" && ["resolved", "review", "closed"].includes(phase)) ||
    (name === "closedAt" && phase === "closed");
  if (!isHeld) return;
  const remedy =
    name === "declaredAt" || isActivePhase(phase) ? "Give the right time instead." : "Give the right time instead, or reopen the incident.";
  throw new InvalidError(`The incident is ${phase}, so this time cannot be empty. ${remedy}`, "invalid_input", [{ path: "to", message: remedy }]);
}
