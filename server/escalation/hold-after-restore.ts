import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import { changeIncident } from "#server/incidents/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db, transaction } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";

const HELD = "escalation.held_after_restore";
const REASON = "The database was restored from a backup: what came due meanwhile may be answered already.";

/**
 * The first worker after a restore holds every escalation of which a step or a message came due before: people may have answered in the
 * time that the backup does not know. Each waits in the Now queue for a person. Done once for each restore, however many workers start;
 * answers with how many are held.
 */
export async function holdAfterRestore(ctx: Ctx): Promise<number> {
  authorize(ctx, "incident.write");
  const [restored] = await db().$queryRaw<{ seq: number }[]>`
    SELECT seq FROM audit_entry WHERE action = 'backup.restore'
      AND NOT EXISTS (SELECT FROM audit_entry h WHERE h.action = ${HELD} AND h.seq > audit_entry.seq AND h.chain = audit_entry.chain)
    ORDER BY at DESC LIMIT 1`;
  if (!restored) return 0;
  const overdue = await db().$queryRaw<{ reference: string }[]>`
    SELECT i.reference FROM escalation_timer t JOIN incident i ON i.id = t.incident_id
    WHERE t.due_at <= muster_now() OR EXISTS (
      SELECT FROM page p JOIN page_delivery d ON d.page_id = p.id
      WHERE p.escalation_id = t.escalation_id AND p.settled_at IS NULL AND d.state IN ('waiting', 'sending') AND d.due_at <= muster_now())`;
  let held = 0;
  for (const { reference } of overdue) if (await hold(ctx, reference).catch((error: unknown) => notHeld(reference, error))) held += 1;
  await transaction((tx) => audit(tx, ctx, { action: HELD, subject: "escalations", detail: { held } }));
  return held;
}

function hold(ctx: Ctx, reference: string): Promise<boolean> {
  return changeIncident(ctx, "incident.write", reference, async (incident) => {
    const { escalation, phase } = incident.room;
    if (!escalation || escalation.heldAt || !isActivePhase(phase)) return false;
    await incident.record({ kind: "escalation", escalation: escalation.id, event: "held", reason: REASON, policy: null, page: null, tells: [] });
    return true;
  });
}

/** One that cannot be held pages as it would have: that is better than a pager that stands still for all. */
function notHeld(reference: string, error: unknown): false {
  log.error({ reference, error: String(error) }, "What came due before the restore could not be held.");
  return false;
}
