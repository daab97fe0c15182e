import type { ActionItemRow } from "#generated/prisma/client.ts";
import type { ActionItem, TicketRef } from "#lib/contracts/action-item.ts";
import type { ActionItemPriority, ActionItemState } from "#lib/contracts/postmortem-terms.ts";

/** A stored action item as everybody else sees it. */
export function itemOf(row: Omit<ActionItemRow, "incidentId" | "position" | "remindedOn" | "ticketReadAt">): ActionItem {
  return {
    id: row.id,
    title: row.title,
    priority: row.priority as ActionItemPriority,
    state: row.state as ActionItemState,
    owner: row.ownerId ? { id: row.ownerId, name: row.ownerName ?? "" } : null,
    team: row.team,
    dueOn: row.dueOn?.toISOString().slice(0, 10) ?? null,
    factor: row.factor,
    proof: row.proof,
    source: row.source,
    signature: row.signature,
    ticket: row.ticket as TicketRef | null,
    createdAt: row.createdAt.toISOString(),
    doneAt: row.doneAt?.toISOString() ?? null,
    version: row.version,
  };
}
