import { pagesOf } from "#lib/contracts/escalation/state.ts";
import { changeIncident } from "#server/incidents/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import type { Claimed } from "./claim-due.ts";

/** Says on the timeline that every means of reaching somebody failed: the next level follows at once when nobody else is left. */
export async function tellUnreachable({ pageId, incident, recipient, channel }: Claimed, error: string): Promise<void> {
  await changeIncident(systemCtx("Pager"), "incident.write", incident.reference, async (open) => {
    const { escalation } = open.room;
    const page = escalation ? pagesOf(escalation).find(({ id }) => id === pageId) : undefined;
    if (!escalation || !page || page.answer) return;
    const whom = recipient?.name ?? page.name ?? channel;
    const reason = `${whom} could not be reached: ${error}`.slice(0, 500);
    await open.record({ kind: "escalation", escalation: escalation.id, event: "unreachable", reason, policy: null, page: pageId, tells: [] });
  });
}
