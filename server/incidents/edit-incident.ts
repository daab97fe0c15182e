import type { z } from "zod";
import type { EditIncident } from "#lib/contracts/incident-commands.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { changeIncident, type OpenIncident } from "./change-incident.ts";
import { expectValue } from "./conflict.ts";

/** Changes title and summary. When somebody else changed one since the editor saw it, nothing is saved and both values come back. */
export async function editIncident(ctx: Ctx, input: z.output<typeof EditIncident>): Promise<{ seq: number }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    await editField(incident, "title", input.title);
    await editField(incident, "summary", input.summary);
    return { seq: incident.lastSeq };
  });
}

/** Changes one of both in an incident that is open already. */
export async function editField(
  incident: OpenIncident,
  field: "title" | "summary",
  change: { to: string; expected?: string } | undefined,
): Promise<void> {
  const from = incident.room[field];
  if (!change || change.to === from) return;
  await expectValue(incident, { field, expected: change.expected, current: from, yours: change.to }, "edited", { field });
  await incident.record({ kind: "edited", field, from, to: change.to });
}
