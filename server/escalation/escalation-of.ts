import type { Escalation } from "#lib/contracts/escalation/state.ts";
import { isOver } from "#lib/contracts/escalation/times.ts";
import type { OpenIncident } from "#server/incidents/index.ts";
import { newId } from "#server/platform/id.ts";

/**
 * The running escalation of an incident, for somebody who pages by hand. Where none runs, because nobody was to be paged, everybody was stood
 * down or it was opened again, one is started that fires nothing by itself.
 */
export async function escalationOf(incident: OpenIncident, reason: string): Promise<Escalation> {
  const standing = incident.room.escalation;
  if (standing && !isOver(standing)) return standing;
  await incident.record({ kind: "escalation", escalation: newId(), event: "started", reason, policy: null, page: null, tells: [] });
  const started = incident.room.escalation;
  if (!started) throw new Error("The escalation that was started is not in the incident's state.");
  return started;
}
