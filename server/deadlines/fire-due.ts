import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { DEADLINE_LOCK } from "#server/platform/deadline-lock.ts";
import { log } from "#server/platform/log.ts";
import { backoffSeconds } from "./expiry-rules.ts";
import { type DeadlineName, fireDeadline } from "./fire-deadline.ts";

const BATCH = 100;

type DueName = DeadlineName & { attempts: number };

/**
 * Fires every deadline whose time has come by the database's clock, the longest due first, and answers with how many. One that fails is
 * put off and hinders no other; one whose incident is being changed now is left for the next time.
 */
export async function fireDue(ctx: Ctx): Promise<number> {
  let fired = 0;
  for (let due = await readDue(); due.length > 0; due = await readDue()) {
    const outcomes: boolean[] = [];
    for (const one of due) outcomes.push(await fireOrPutOff(ctx, one));
    const done = outcomes.filter(Boolean).length;
    fired += done;
    if (done === 0) return fired;
  }
  return fired;
}

/** Milliseconds until the next one is due; null when none stands. Not above zero: it is due now. */
export async function untilNext(): Promise<number | null> {
  const [row] = await db().$queryRaw<{ milliseconds: number | null }[]>`
    SELECT (extract(epoch FROM min(fire_at) - muster_now()) * 1000)::float8 AS milliseconds FROM deadline
    WHERE state = 'open' AND fire_at IS NOT NULL`;
  return row?.milliseconds ?? null;
}

function readDue(): Promise<DueName[]> {
  return db().$queryRaw<DueName[]>`
    SELECT incident_id AS "incidentId", kind, subject, attempts FROM deadline
    WHERE state = 'open' AND fire_at IS NOT NULL AND fire_at <= muster_now() AND (SELECT pg_try_advisory_xact_lock_shared(${DEADLINE_LOCK}))
    ORDER BY fire_at LIMIT ${BATCH}`;
}

async function fireOrPutOff(ctx: Ctx, due: DueName): Promise<boolean> {
  try {
    return await fireDeadline(ctx, due);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const seconds = backoffSeconds(due.attempts);
    log.warn({ incident: due.incidentId, kind: due.kind, problem }, `The default of a deadline failed and is tried again in ${seconds} s.`);
    await putOff(due, problem, seconds);
    return false;
  }
}

async function putOff({ incidentId, kind, subject }: DeadlineName, problem: string, seconds: number): Promise<void> {
  await db().$executeRaw`
    UPDATE deadline SET attempts = attempts + 1, problem = left(${problem}, 500), fire_at = muster_now() + make_interval(secs => ${seconds})
    WHERE incident_id = ${incidentId}::uuid AND kind = ${kind} AND subject = ${subject} AND state = 'open' AND fire_at <= muster_now()`;
}
