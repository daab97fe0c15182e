import type { z } from "zod";
import { type ActionItem, type ChangeActionItem, type LinkActionItem, type TicketRef, ticketOf } from "#lib/contracts/action-item.ts";
import { changeIncident, type OpenIncident } from "#server/incidents/index.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError, NotFoundError } from "#server/platform/errors.ts";
import { personWhoCanWork } from "#server/roles/index.ts";
import { itemOf } from "./item-of.ts";

type Changed = { seq: number; item: ActionItem };

/** Changes what is given of an action item. A change by somebody else since `version` is a conflict. */
export async function changeActionItem(ctx: Ctx, input: z.output<typeof ChangeActionItem>): Promise<Changed> {
  return changeIncident(ctx, "incident.write", input.reference, async (incident) => {
    const before = await itemIn(incident, input.id);
    if (input.version !== undefined && input.version !== before.version) throw changedMeanwhile(before, input);
    const { reference: _, id: __, version: ___, owner, reason, ...given } = input;
    const person = owner === undefined ? before.owner : owner === null ? null : await personWhoCanWork(db(), incident.room, owner);
    const named = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<ActionItem>;
    return change(incident, before, { ...named, owner: person }, reason ?? null);
  });
}

/** Ties an action item to a ticket of a tracker, or takes the tie away. */
export async function linkActionItem(ctx: Ctx, { reference, id, url }: z.output<typeof LinkActionItem>): Promise<Changed> {
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const before = await itemIn(incident, id);
    return change(incident, before, { ticket: url === null ? null : ticketOf(url) }, null);
  });
}

/** Ties an action item to a ticket that was just made of it. One that somebody tied meanwhile stays. */
export async function tieTicket(ctx: Ctx, { reference, id }: { reference: string; id: string }, ticket: TicketRef): Promise<Changed> {
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const before = await itemIn(incident, id);
    if (before.ticket)
      throw new ConflictError(`It was tied to ${before.ticket.key} meanwhile, which stays. ${ticket.key} was made all the same: ${ticket.url}`);
    return change(incident, before, { ticket }, null);
  });
}

async function change(incident: OpenIncident, before: ActionItem, changes: Partial<ActionItem>, reason: string | null): Promise<Changed> {
  const state = changes.state ?? before.state;
  const doneAt = state === "done" ? (before.doneAt ?? incident.now) : null;
  const item: ActionItem = { ...before, ...changes, state, doneAt, version: before.version + 1 };
  const isSame = JSON.stringify({ ...item, version: 0 }) === JSON.stringify({ ...before, version: 0 });
  if (isSame) return { seq: incident.lastSeq, item: before };
  const { seq } = await incident.record({ kind: "action-item", action: "changed", item, before, reason });
  return { seq, item };
}

async function itemIn(incident: OpenIncident, id: string): Promise<ActionItem> {
  const row = await db().actionItemRow.findUnique({ where: { id } });
  if (!row || row.incidentId !== incident.id)
    throw new NotFoundError(`There is no action item ${id} on ${incident.room.reference}. Read the board anew.`);
  return itemOf(row);
}

function changedMeanwhile(before: ActionItem, input: z.output<typeof ChangeActionItem>): ConflictError {
  return new ConflictError("Somebody changed this action item while you did. Choose which stays; both are kept here.", {
    field: "action item",
    yours: input as unknown as Record<string, never>,
    theirs: before as unknown as Record<string, never>,
    by: "somebody else",
    at: before.createdAt,
  });
}
