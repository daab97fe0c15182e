import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import { type Ctx, personCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";

const KEPT = new Set(["_prisma_migrations"]);

/** Empties every table of Muster and its job queue. Append-only triggers are passed by, which only a superuser can. */
export async function resetDatabase(): Promise<void> {
  const tables = await db().$queryRaw<{ tablename: string }[]>`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`;
  const names = tables.filter(({ tablename }) => !KEPT.has(tablename)).map(({ tablename }) => `"${tablename}"`);
  await db().$transaction([
    db().$executeRawUnsafe("SET LOCAL session_replication_role = replica"),
    db().$executeRawUnsafe(`TRUNCATE ${names.join(", ")} CASCADE`),
    db().$executeRawUnsafe("DELETE FROM pgboss.job"),
  ]);
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
