import type { PersonRef } from "#lib/contracts/actor.ts";
import { db } from "#server/platform/db.ts";

/** A row of presence that was not refreshed for this long counts no more. */
export const EXPIRES_SECONDS = 60;

/** The people in a room now, whatever process they are connected to. */
export async function readPresence(incidentId: string): Promise<PersonRef[]> {
  return db().$queryRaw<PersonRef[]>`
    SELECT DISTINCT u.id, u.name FROM presence p JOIN "user" u ON u.id = p.user_id
    WHERE p.incident_id = ${incidentId}::uuid AND p.seen_at > now() - make_interval(secs => ${EXPIRES_SECONDS}) ORDER BY u.name LIMIT 100`;
}
