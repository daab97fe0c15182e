import { advance } from "#lib/contracts/escalation/advance.ts";
import type { EscalationFacts } from "#lib/contracts/escalation/facts.ts";
import { type EscalationView, nextMoment, viewOf } from "#lib/contracts/escalation/times.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { DEADLINE_LOCK } from "#server/platform/deadline-lock.ts";
import { newId } from "#server/platform/id.ts";
import { log } from "#server/platform/log.ts";
import { askPaging, inPagingTransaction, type Sql } from "#server/platform/sql.ts";
import { type LockedIncident, lockedIncident, record, storeChanges } from "#server/timeline/index.ts";
import { backoffSeconds } from "./backoff.ts";
import { type Directory, reach, readDirectory } from "./directory.ts";

const BATCH = 50;

/**
 * Fires everything whose time has come by the database's clock, the longest due first, and answers with how many incidents moved. The
 * lock of an incident is the claim: every writer of its escalation holds it, so however many engines run, and whenever one of them dies,
 * each step fires once. One that fails is put off and hinders no other.
 */
export async function fireDue(ctx: Ctx): Promise<number> {
  authorize(ctx, "incident.write");
  let fired = 0;
  for (;;) {
    const done = await fireBatch(ctx, BATCH).catch(() => fireOneByOne(ctx));
    fired += done;
    if (done < BATCH) return fired;
  }
}

/** Milliseconds until the next one is due; null when none is armed. Not above zero: it is due now. */
export async function untilNext(): Promise<number | null> {
  const [row] = await askPaging<{ milliseconds: number | null }>({
    name: "escalation-next",
    text: `
      SELECT (extract(epoch FROM least(
        (SELECT min(due_at) FROM escalation_timer WHERE due_at IS NOT NULL),
        (SELECT min(due_at) FROM pager_self_test WHERE fired_at IS NULL)) - muster_now()) * 1000)::float8 AS milliseconds`,
  });
  return row?.milliseconds ?? null;
}

function fireBatch(ctx: Ctx, most: number): Promise<number> {
  return inPagingTransaction(async (sql) => {
    const claimed = await claim(sql, most);
    if (claimed.length === 0) return 0;
    const directory = await readDirectory(sql);
    for (const incident of claimed) await fire(sql, ctx, directory, incident);
    await storeChanges(sql, claimed);
    return claimed.length;
  });
}

/** After a batch failed as a whole: each alone, so that the one that cannot be fired is known, and waits. */
async function fireOneByOne(ctx: Ctx): Promise<number> {
  let fired = 0;
  for (let turn = 0; turn < BATCH; turn += 1) {
    try {
      const done = await fireBatch(ctx, 1);
      if (done === 0) return fired;
      fired += done;
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      await putOff(problem);
      log.error({ problem }, "A step of an escalation failed and is tried again.");
    }
  }
  return fired;
}

type Claimed = LockedIncident & { room: RoomState };
type Row = { id: string; state: RoomState; last_seq: number; audit_hash: Uint8Array; now: Date };

/** An incident that somebody changes right now is left for the next look, which follows their commit. */
async function claim(sql: Sql, most: number): Promise<Claimed[]> {
  const rows = await sql.query<Row>({
    name: "escalation-claim",
    text: `
      SELECT i.id, i.state, i.last_seq, i.audit_hash, GREATEST(muster_now(), i.activity_at) AS now
      FROM escalation_timer t JOIN incident i ON i.id = t.incident_id
      WHERE t.due_at <= muster_now() AND pg_try_advisory_xact_lock_shared($2)
      ORDER BY t.due_at LIMIT $1 FOR NO KEY UPDATE OF i SKIP LOCKED`,
    values: [most, DEADLINE_LOCK],
  });
  return rows.map(({ id, state: room, last_seq: lastSeq, audit_hash: auditHash, now }) => ({
    ...lockedIncident({ id, room, lastSeq, auditHash, now: now.toISOString() }),
    room,
  }));
}

async function fire(sql: Sql, ctx: Ctx, directory: Directory, incident: Claimed): Promise<void> {
  const { escalation } = incident.room;
  if (!escalation) return;
  const view = await seenBy(sql, incident);
  const { now, room } = incident;
  const { facts } = advance(escalation, view, { now, newId, reach: (target) => reach(directory, room, target, now) });
  for (const fact of facts satisfies EscalationFacts[]) await record(sql, ctx, incident, fact);
  if (facts.length === 0) putBack(sql, incident, view);
}

/** Whether people are at work on it counts only where an acknowledgement can run out. */
async function seenBy(sql: Sql, { id, room }: Claimed): Promise<EscalationView> {
  const view = viewOf(room);
  if (!room.escalation?.policy?.timeoutMinutes || !room.escalation.acknowledgedAt) return view;
  const [row] = await sql.query<{ at: Date | null }>({
    name: "last-activity",
    text: `
      SELECT max(recorded_at) AS at FROM (
        SELECT recorded_at FROM timeline_event WHERE incident_id = $1 AND actor->>'type' <> 'system' ORDER BY seq DESC LIMIT 1) newest`,
    values: [id],
  });
  return { ...view, lastActivityAt: row?.at?.toISOString() ?? null };
}

/** Nothing was due after all: the timer takes the time that the state gives, seen with people's activity. */
function putBack(sql: Sql, { id, room }: Claimed, view: EscalationView): void {
  if (!room.escalation) return;
  sql.send({
    name: "escalation-put-back",
    text: "UPDATE escalation_timer SET due_at = $2, attempts = 0, problem = NULL WHERE incident_id = $1",
    values: [id, nextMoment(room.escalation, view)?.at ?? null],
  });
}

/** The longest due is the one that a single firing took. */
async function putOff(problem: string): Promise<void> {
  await inPagingTransaction(async (sql) => {
    const [row] = await sql.query<{ incident_id: string; attempts: number }>({
      name: "escalation-failed",
      text: "SELECT incident_id, attempts FROM escalation_timer WHERE due_at <= muster_now() ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED",
    });
    if (!row) return;
    sql.send({
      name: "escalation-put-off",
      text: `
        UPDATE escalation_timer SET attempts = attempts + 1, problem = left($2, 500), due_at = muster_now() + make_interval(secs => $3)
        WHERE incident_id = $1`,
      values: [row.incident_id, problem, backoffSeconds(row.attempts)],
    });
  });
}
