import type { z } from "zod";
import type { Severity } from "#lib/contracts/incident.ts";
import type { ChangeSeverity } from "#lib/contracts/incident-commands.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { changeIncident, type OpenIncident } from "./change-incident.ts";
import { expectValue } from "./conflict.ts";
import { dueAgain } from "./rules.ts";

/** Sets the severity, with a reason once there is one, and starts the update clock again at its pace. */
export async function changeSeverity(ctx: Ctx, input: z.output<typeof ChangeSeverity>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const { room } = incident;
    const { to } = input;
    await expectValue(incident, { field: "severity", expected: input.expected, current: room.severity, yours: to }, "severity");
    if (room.severity === to) throw new ConflictError(`${room.reference} is ${to} already.`, null, "already_done");
    if (room.severity && !input.reason) {
      throw new InvalidError(`Changing ${room.severity} to ${to} needs a reason. Say why.`, "missing_reason", [
        { path: "reason", message: "Say why." },
      ]);
    }
    return recordSeverity(incident, { to, reason: input.reason || null, rule: input.rule || null });
  });
}

/** The fact of a severity within another command: what the incident owes and whom it pages follow from it. */
export async function recordSeverity(
  incident: OpenIncident,
  { to, reason, rule }: { to: Severity; reason: string | null; rule: string | null },
): Promise<{ seq: number }> {
  const settings = await organisationSettings(db());
  const nextUpdateDueAt = dueAgain({ ...incident.room, severity: to }, settings, incident.now);
  const { seq } = await incident.record({ kind: "severity", from: incident.room.severity, to, reason, rule, nextUpdateDueAt });
  return { seq };
}
