import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { changeIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { newId } from "#server/platform/id.ts";
import { inTransaction } from "#server/platform/sql.ts";
import { policyFor, readPolicies } from "#server/policies/index.ts";

type Again = { reference: string; policy: string | null; reason: string };

/**
 * Pages anew, from the first level, for an incident that was opened again by an alert: nobody is in the room any more. Does nothing where it is
 * over, is private, or people are paged already.
 */
export async function startAgain(ctx: Ctx, { reference, policy, reason }: Again): Promise<{ isStarted: boolean }> {
  authorize(ctx, "incident.write");
  const policies = await inTransaction(readPolicies);
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const { room } = incident;
    const isRunning = room.escalation !== null && room.escalation.endedAt === null && room.escalation.stoodDownAt === null;
    if (isRunning || !isActivePhase(room.phase) || room.visibility === "private") return { isStarted: false };
    const chosen = policyFor(policies, { policy, services: room.services });
    await incident.record({ kind: "escalation", escalation: newId(), event: "started", reason, policy: chosen, page: null, tells: [] });
    return { isStarted: true };
  });
}
