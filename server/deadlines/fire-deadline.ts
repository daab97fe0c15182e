import { deadlinesOf, keyOf } from "#lib/contracts/deadlines-of.ts";
import type { OrganisationSettings } from "#lib/contracts/organisation.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { DEADLINE_LOCK } from "#server/platform/deadline-lock.ts";
import { inTransaction, type Sql } from "#server/platform/sql.ts";
import { ORGANISATION_KEY, settingsOf } from "#server/settings/index.ts";
import { type LockedIncident, lockedIncident, record, storeChanges } from "#server/timeline/index.ts";
import { expiryOf } from "./expiry-rules.ts";

/** The name of one deadline in the table. */
export type DeadlineName = { incidentId: string; kind: string; subject: string };

/**
 * Does what happens by itself when nobody answered, in one transaction with the note that it was done: however many workers try, and
 * whenever one of them dies, it happens once. False when there was nothing to do: answered meanwhile, done by another, or the incident
 * is being changed right now.
 */
export async function fireDeadline(ctx: Ctx, name: DeadlineName): Promise<boolean> {
  authorize(ctx, "incident.write");
  return inTransaction(async (sql) => {
    const [incident, due] = await Promise.all([claim(sql, name), readDue(sql, name)]);
    if (!incident || !due) return false;
    const deadline = deadlinesOf(incident.room).find((one) => keyOf(one) === keyOf(due));
    if (!deadline) throw new Error(`The deadline ${keyOf(due)} of ${incident.room.reference} stands in the table, but not in its state.`);
    const { facts, againAt } = expiryOf({ room: incident.room, deadline, fired: due.fired, settings: due.settings, now: incident.now });
    for (const fact of facts) await record(sql, ctx, incident, fact);
    await storeChanges(sql, [incident]);
    storeFired(sql, name, againAt);
    return true;
  });
}

type Claimed = LockedIncident & { room: RoomState };
type Row = { id: string; state: RoomState; last_seq: number; audit_hash: Uint8Array; now: Date };

/** The lock of the incident is the claim: every writer of its deadlines holds it. One that somebody changes now is left for later. */
async function claim(sql: Sql, { incidentId }: DeadlineName): Promise<Claimed | null> {
  const [row] = await sql.query<Row>({
    name: "deadline-claim",
    text: `
      SELECT id, state, last_seq, audit_hash, GREATEST(muster_now(), activity_at) AS now FROM incident
      WHERE id = $1 AND pg_try_advisory_xact_lock_shared($2) FOR NO KEY UPDATE SKIP LOCKED`,
    values: [incidentId, DEADLINE_LOCK],
  });
  if (!row) return null;
  const { id, state: room, last_seq: lastSeq, audit_hash: auditHash, now } = row;
  return { ...lockedIncident({ id, room, lastSeq, auditHash, now: now.toISOString() }), room };
}

type Due = { kind: Parameters<typeof keyOf>[0]["kind"]; subject: string; fired: number; settings: OrganisationSettings };

/** Read behind the claim, by a statement of its own, so that it sees what whoever held the lock before has done. */
async function readDue(sql: Sql, { incidentId, kind, subject }: DeadlineName): Promise<Due | null> {
  const [row] = await sql.query<Omit<Due, "settings"> & { settings: unknown }>({
    name: "deadline-due",
    text: `
      SELECT kind, subject, fired, (SELECT value FROM setting WHERE key = $4) AS settings FROM deadline
      WHERE incident_id = $1 AND kind = $2 AND subject = $3 AND state = 'open' AND fire_at <= muster_now()`,
    values: [incidentId, kind, subject, ORGANISATION_KEY],
  });
  return row ? { ...row, settings: settingsOf(row.settings) } : null;
}

/** For one that still stands: that it was acted on, and when again. */
function storeFired(sql: Sql, { incidentId, kind, subject }: DeadlineName, againAt: string | null): void {
  sql.send({
    name: "deadline-fired",
    text: `
      UPDATE deadline SET fired = fired + 1, fire_at = CASE WHEN state = 'open' THEN $4::timestamptz END, attempts = 0, problem = NULL
      WHERE incident_id = $1 AND kind = $2 AND subject = $3`,
    values: [incidentId, kind, subject, againAt],
  });
}
