import type { z } from "zod";
import type { PersonRef } from "#lib/contracts/actor.ts";
import type { DeEscalate } from "#lib/contracts/escalation/commands.ts";
import { pagesOf } from "#lib/contracts/escalation/state.ts";
import { isOver } from "#lib/contracts/escalation/times.ts";
import { SEVERITIES } from "#lib/contracts/incident-terms.ts";
import { changeIncident, recordSeverity } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";

/**
 * Stands everybody down who was paged: nothing fires any more, what is not sent yet is called back, and each of them is told why. A lower
 * severity may go with it.
 */
export async function deEscalate(ctx: Ctx, input: z.output<typeof DeEscalate>): Promise<{ seq: number; told: PersonRef[] }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const { room } = incident;
    const { escalation } = room;
    const { severity, reason } = input;
    if (severity && severity !== room.severity) {
      const isHigher = room.severity !== null && SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(room.severity);
      if (isHigher)
        throw new InvalidError(`${severity} is above ${room.severity}. Escalate instead.`, "invalid_input", [
          { path: "severity", message: "It is higher than now." },
        ]);
      await recordSeverity(incident, { to: severity, reason, rule: null });
    }
    if (!escalation || isOver(escalation)) {
      if (severity) return { seq: incident.lastSeq, told: [] };
      throw new ConflictError(`Nothing escalates on ${room.reference}: there is nobody to stand down.`, null, "already_done");
    }
    const told = pagedPeople(escalation.fired.length > 0 ? pagesOf(escalation) : []).filter(({ id }) => id !== ctx.person?.id);
    const fact = { kind: "escalation", escalation: escalation.id, event: "stood-down", reason, policy: null, page: null, tells: told } as const;
    const { seq } = await incident.record(fact);
    return { seq, told };
  });
}

function pagedPeople(pages: ReturnType<typeof pagesOf>): PersonRef[] {
  return [...new Map(pages.flatMap(({ person }) => (person ? [[person.id, person] as const] : []))).values()];
}
