import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { log } from "#server/platform/log.ts";
import { hear } from "#server/realtime/listener.ts";
import { followStorm } from "./storm.ts";
import { routeAlerts, workEvents } from "./work-events.ts";

const LOOK_MS = 500;
const SWEEP_MS = 10_000;
const AFTER_FAILURE_MS = 2_000;

/** Works signals as they come in. Returns how to stop, which waits for the batch in hand. */
export function startAlerts(): () => Promise<void> {
  const ctx = systemCtx("Alerts");
  let working: Promise<void> | undefined;
  let isStopped = false;
  let pausedUntil = 0;
  const work = async (): Promise<void> => {
    while (!isStopped && (await workEvents(ctx)) > 0);
  };
  const look = (): void => {
    if (isStopped || working || Date.now() < pausedUntil) return;
    working = work()
      .catch((error: unknown) => {
        pausedUntil = Date.now() + AFTER_FAILURE_MS;
        log.warn({ error: String(error) }, "Signals could not be worked; trying again.");
      })
      .finally(() => {
        working = undefined;
      });
  };
  const silence = hear((wake) => {
    if (wake.kind === "intake" || wake.kind === "all") look();
  });
  const timers = [setInterval(look, LOOK_MS), setInterval(() => void sweep(), SWEEP_MS)];
  let sweeping: Promise<void> | undefined;
  const sweep = (): Promise<void> => {
    sweeping ??= sweepAlerts()
      .catch((error: unknown) => log.warn({ error: String(error) }, "Alerts that wait could not be looked at; trying again."))
      .finally(() => {
        sweeping = undefined;
      });
    return sweeping;
  };
  return async () => {
    isStopped = true;
    silence();
    for (const timer of timers) clearInterval(timer);
    await Promise.allSettled([working, sweeping]);
  };
}

/** What time alone brings: alerts whose maintenance is over, those that a worker left undecided, and the end of a storm. */
export async function sweepAlerts(): Promise<void> {
  const ctx = systemCtx("Alerts");
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT a.id FROM alert a LEFT JOIN maintenance_window w ON w.id = a.maintenance_id
    WHERE (a.outcome = 'maintenance' AND a.status = 'firing' AND (w.id IS NULL OR w.ended_at IS NOT NULL OR w.ends_at <= muster_now()))
      OR (a.outcome = 'pending' AND a.last_at < muster_now() - interval '1 minute')
      OR (a.outcome IN ('declared', 'attached') AND a.incident_id IS NULL AND a.decided_at < muster_now() - interval '1 minute')
    LIMIT 200`;
  await routeAlerts(
    ctx,
    rows.map(({ id }) => id),
  );
  await followStorm(ctx);
}
