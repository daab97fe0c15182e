import { pagesOf } from "#lib/contracts/escalation/state.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { changeIncident } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";

/** `who`: as they are called on the other side. */
export type OutsideAnswer = { reference: string; page: string; who: string };

/**
 * Acknowledges for somebody whom only the other side knows, such as a responder of PagerDuty: recorded by the connection that asks. Answers whether anything
 * waited for it.
 */
export async function answerFromOutside(ctx: Ctx, { reference, page, who }: OutsideAnswer): Promise<boolean> {
  return changeIncident(ctx, "incident.answer", reference, async (incident) => {
    const { escalation, phase } = incident.room;
    if (!escalation || escalation.acknowledgedAt || escalation.endedAt || escalation.stoodDownAt || !isActivePhase(phase)) return false;
    const pages = pagesOf(escalation).filter(({ id, answer }) => id === page && answer?.answer !== "acknowledged");
    if (pages.length === 0) return false;
    await incident.record({
      kind: "acknowledgement",
      escalation: escalation.id,
      person: { id: ctx.actor.id, name: who },
      pages: pages.map(({ id }) => id),
      answer: "acknowledged",
      means: "pagerduty",
      settles: true,
    });
    return true;
  });
}
