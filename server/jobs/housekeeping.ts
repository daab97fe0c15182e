import { followTickets, remindOfItems } from "#server/action-items/index.ts";
import { deleteUnclaimedAttachments } from "#server/attachments/index.ts";
import { followConnections } from "#server/changes/index.ts";
import { deleteOldEvents } from "#server/integrations/index.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { remindOfReviews } from "#server/postmortems/index.ts";
import { deleteExpired } from "#server/sessions/index.ts";
import { deleteOldDeliveries } from "#server/webhooks/index.ts";

type Chore = { name: string; everyMs: number; work: () => Promise<unknown> };

const MINUTE = 60_000;
const RECEIPT_DAYS = 7;

/** What the worker does by the clock. Each is idempotent, so that several workers may do it. */
const CHORES: readonly Chore[] = [
  {
    name: "heartbeat",
    everyMs: 10_000,
    work: () => db().$executeRaw`
      INSERT INTO setting (key, value, updated_at) VALUES ('worker-heartbeat', jsonb_build_object('at', now()), now())
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
  },
  { name: "attachments", everyMs: 60 * MINUTE, work: () => deleteUnclaimedAttachments(systemCtx("Housekeeping")) },
  { name: "sessions", everyMs: 60 * MINUTE, work: () => deleteExpired(systemCtx("Housekeeping")) },
  { name: "webhook deliveries", everyMs: 60 * MINUTE, work: () => deleteOldDeliveries(systemCtx("Housekeeping")) },
  { name: "signals", everyMs: 60 * MINUTE, work: () => deleteOldEvents(systemCtx("Housekeeping")) },
  { name: "due reviews", everyMs: 5 * MINUTE, work: () => remindOfReviews(systemCtx("Reminders")) },
  { name: "due action items", everyMs: 5 * MINUTE, work: () => remindOfItems(systemCtx("Reminders")) },
  { name: "tickets of action items", everyMs: 2 * MINUTE, work: () => followTickets(systemCtx("Trackers")) },
  { name: "changes of connected systems", everyMs: MINUTE, work: () => followConnections(systemCtx("Connections")) },
  {
    name: "receipts",
    everyMs: 60 * MINUTE,
    work: () => db().$executeRaw`DELETE FROM receipt WHERE created_at < now() - make_interval(days => ${RECEIPT_DAYS})`,
  },
];

export function startHousekeeping(): () => void {
  const timers = CHORES.map((chore) => {
    const once = () =>
      void chore.work().catch((error: unknown) => log.warn({ error: String(error) }, `The chore "${chore.name}" failed and is tried again.`));
    once();
    return setInterval(once, chore.everyMs).unref();
  });
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
