import { pagesOf } from "#lib/contracts/escalation/state.ts";
import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { changeIncident } from "#server/incidents/index.ts";
import { type Ctx, systemCtx } from "#server/platform/ctx.ts";

/** `connection`: by which it was heard; `who`: as they are called there. */
export type OutsideAnswer = { reference: string; page: string; connection: { id: string; name: string }; who: string };

/**
 * Acknowledges for somebody whom only the other side knows, such as a responder of PagerDuty: recorded by the connection. Answers whether anything
 * waited for it.
 */
export async function answerFromOutside({ reference, page, connection, who }: OutsideAnswer): Promise<boolean> {
  const ctx: Ctx = { ...systemCtx(), actor: { type: "connector", ...connection } };
  return changeIncident(ctx, "incident.answer", reference, async (incident) => {
    const { escalation, phase } = incident.room;
    if (!escalation || escalation.acknowledgedAt || escalation.endedAt || escalation.stoodDownAt || !isActivePhase(phase)) return false;
    const pages = pagesOf(escalation).filter(({ id, answer }) => id === page && answer?.answer !== "acknowledged");
    if (pages.length === 0) return false;
    await incident.record({
      kind: "acknowledgement",
      escalation: escalation.id,
      person: { id: connection.id, name: who },
      pages: pages.map(({ id }) => id),
      answer: "acknowledged",
      means: "pagerduty",
      settles: true,
    });
    return true;
  });
}
