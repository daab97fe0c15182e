import type { z } from "zod";
import type { ActionItem, CreateTicket, TrackerChoice } from "#lib/contracts/action-item.ts";
import { TRACKING_KINDS } from "#lib/contracts/tracking-kinds.ts";
import { findIncident } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { publicUrl } from "#server/platform/env.ts";
import { ConflictError, NotFoundError, UnavailableError } from "#server/platform/errors.ts";
import { openTrackers, TRACKERS, TrackerFailed } from "#server/trackers/index.ts";
import { tieTicket } from "./change-action-item.ts";
import { itemOf } from "./item-of.ts";

/** Where action items can become tickets. Of a connection only what it is called. */
export async function listTrackers(ctx: Ctx): Promise<TrackerChoice[]> {
  authorize(ctx, "incident.write");
  return (await openTrackers()).map(({ id, kind, name }) => ({ id, kind, name, title: TRACKING_KINDS[kind].title }));
}

type Made = { seq: number; item: ActionItem };

/**
 * Makes a ticket of an action item, and ties it to that. The tracker is asked outside of any transaction; should somebody tie another ticket
 * meanwhile, theirs stays, and the message names the one that was made.
 */
export async function createTicket(ctx: Ctx, { reference, id, connection }: z.output<typeof CreateTicket>): Promise<Made> {
  authorize(ctx, "incident.write");
  const { room } = await findIncident(ctx, reference);
  if (room.visibility === "private")
    throw new ConflictError(`${reference} is private: a ticket would tell of it elsewhere. Link one that exists, by its address.`);
  const item = await untied(reference, id);
  const at = (await openTrackers()).find((one) => one.id === connection);
  if (!at) throw new NotFoundError("There is no such tracker, or it is disabled. Look in Settings → Connections.");
  const ticket = await TRACKERS[at.kind].create(at, { title: item.title, body: bodyOf(item, reference) }).catch((error: unknown) => {
    if (error instanceof TrackerFailed) throw new UnavailableError(error.message, "unavailable", 30);
    throw error;
  });
  return tieTicket(ctx, { reference, id }, ticket);
}

async function untied(reference: string, id: string): Promise<ActionItem> {
  const row = await db().actionItemRow.findFirst({ where: { id, incident: { reference } } });
  if (!row) throw new NotFoundError(`There is no action item ${id} on ${reference}. Read the board anew.`);
  const item = itemOf(row);
  if (item.ticket) throw new ConflictError(`It is tied to ${item.ticket.key} already. Take that tie away first.`);
  return item;
}

/** What somebody who does it needs to know there. */
function bodyOf({ factor, proof, dueOn, priority, owner, team }: ActionItem, reference: string): string {
  const who = owner?.name ?? team;
  return [
    `An action item of ${reference}: ${publicUrl()}/incidents/${reference}/postmortem`,
    factor ? `It removes: ${factor}` : "",
    proof ? `It is shown by: ${proof}` : "",
    [`Priority ${priority}`, who ? `owner ${who}` : "", dueOn ? `due on ${dueOn}` : ""].filter(Boolean).join(", "),
  ]
    .filter(Boolean)
    .join("\n\n");
}
