import type { TicketRef } from "#lib/contracts/action-item.ts";
import { TRACKING_KINDS } from "#lib/contracts/tracking-kinds.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { log } from "#server/platform/log.ts";
import { type OpenTracker, openTrackers, TRACKERS, TrackerFailed } from "#server/trackers/index.ts";
import { changeActionItem } from "./change-action-item.ts";

const AT_ONCE = 50;
type Row = { id: string; reference: string; ticket: TicketRef; version: number };

/**
 * Reads what became of the tickets of open action items, those that were read longest ago first, and takes over what is done or dropped there.
 * A tracker that fails is left until the next time. Answers with how many were changed; safe to run twice.
 */
export async function followTickets(ctx: Ctx): Promise<number> {
  authorize(ctx, "incident.write");
  const trackers = await openTrackers();
  if (trackers.length === 0) return 0;
  const rows = await db().$queryRaw<Row[]>`
    UPDATE action_item a SET ticket_read_at = muster_now() FROM incident i
    WHERE i.id = a.incident_id AND a.id IN (
      SELECT id FROM action_item WHERE state IN ('open', 'doing') AND ticket->>'kind' = ANY(${[...new Set(trackers.map(({ kind }) => kind))]})
      ORDER BY ticket_read_at NULLS FIRST, id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
    RETURNING a.id, i.reference, a.ticket, a.version`;
  const failed = new Set<string>();
  let changed = 0;
  for (const row of rows) {
    const at = trackers.find((one) => one.kind === row.ticket.kind && TRACKERS[one.kind].owns(one, row.ticket));
    if (at && !failed.has(at.id)) changed += await follow(ctx, at, row, failed);
  }
  return changed;
}

async function follow(ctx: Ctx, at: OpenTracker, { id, reference, ticket, version }: Row, failed: Set<string>): Promise<number> {
  try {
    const state = await TRACKERS[at.kind].read(at, ticket);
    if (!state || state.is === "open") return 0;
    const reason = `${TRACKING_KINDS[at.kind].title}: ${ticket.key} is ${state.words}`;
    await changeActionItem(ctx, { reference, id, version, state: state.is, reason });
    return 1;
  } catch (error) {
    if (error instanceof ConflictError) return 0;
    if (!(error instanceof TrackerFailed)) throw error;
    failed.add(at.id);
    log.warn({ tracker: at.name, error: error.message }, "A tracker did not say what became of its tickets; it is asked again later.");
    return 0;
  }
}
