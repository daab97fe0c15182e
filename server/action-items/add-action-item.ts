import type { z } from "zod";
import type { ActionItem, AddActionItem } from "#lib/contracts/action-item.ts";
import { changeIncident, type OpenIncident } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { personWhoCanWork } from "#server/roles/index.ts";

const MOST = 200;

/** Adds something to be done after an incident. */
export async function addActionItem(ctx: Ctx, input: z.output<typeof AddActionItem>): Promise<{ seq: number; id: string }> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const count = await db().actionItemRow.count({ where: { incidentId: incident.id } });
    if (count >= MOST) throw new ConflictError(`${input.reference} has ${MOST} action items already. Drop what nobody will do first.`);
    const owner = input.owner ? await personWhoCanWork(db(), incident.room, input.owner) : null;
    const { title, priority, team, dueOn, factor, proof } = input;
    return addTo(incident, { title, priority, owner, team, dueOn, factor, proof, source: "person", signature: null });
  });
}

type NewItem = Pick<ActionItem, "title" | "priority" | "owner" | "team" | "dueOn" | "factor" | "proof" | "source" | "signature">;

async function addTo(incident: OpenIncident, fresh: NewItem): Promise<{ seq: number; id: string }> {
  const item: ActionItem = { id: newId(), ...fresh, state: "open", ticket: null, createdAt: incident.now, doneAt: null, version: 1 };
  const { seq } = await incident.record({ kind: "action-item", action: "added", item, before: null, reason: null });
  return { seq, id: item.id };
}

/** What a draft proposes, as part of the command that posts the draft. */
export async function addProposedItems(incident: OpenIncident, items: NewItem[]): Promise<void> {
  for (const item of items) await addTo(incident, item);
}
