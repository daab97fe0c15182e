import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import { type Ctx, personCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";

/** Tables up to this size are emptied row by row: truncating each of a hundred costs more than a test. */
const SMALL_BYTES = 1_048_576;

const EMPTY_ALL = `DO $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT c.oid, c.oid::regclass AS name FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations' AND pg_relation_size(c.oid) > 0
  LOOP
    IF pg_relation_size(one.oid) > ${SMALL_BYTES} THEN
      EXECUTE format('TRUNCATE %s CASCADE', one.name);
    ELSE
      EXECUTE format('DELETE FROM %s', one.name);
    END IF;
  END LOOP;
  DELETE FROM pgboss.job;
END $$`;

/** Empties every table of Muster and its job queue. Triggers and foreign keys are passed by, which only a superuser can. */
export async function resetDatabase(): Promise<void> {
  await db().$transaction([db().$executeRawUnsafe("SET LOCAL session_replication_role = replica"), db().$executeRawUnsafe(EMPTY_ALL)]);
}

let people = 0;

/** A stored person, as the one who asks. */
export async function testPerson(options: { role?: OrganisationRole; name?: string } = {}): Promise<Ctx & { person: NonNullable<Ctx["person"]> }> {
  people += 1;
  const { role = "responder", name = `Person ${people}` } = options;
  const handle = `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}-${people}`;
  const person = { id: newId(), name, handle, email: `${handle}@example.com`, role };
  await db().user.create({ data: person });
  return { ...personCtx(person), person };
}

/** Jobs that wait in the queue, oldest first. */
export async function jobsIn(): Promise<{ name: string; data: Record<string, unknown> }[]> {
  return db().$queryRaw`SELECT name, data FROM pgboss.job WHERE state = 'created' ORDER BY created_on`;
}

/** Moves the database's clock by this many milliseconds against the real one. */
export async function shiftClock(milliseconds: number): Promise<void> {
  const shiftMillis = BigInt(milliseconds);
  await db().clockShift.upsert({ where: { id: 1 }, create: { id: 1, shiftMillis }, update: { shiftMillis } });
}
