import type { Transaction } from "#server/platform/db.ts";

/** Ends a person's sessions, all but `keep`, and their live streams with them. Returns how many. */
export async function endSessions(tx: Transaction, personId: string, keep: string | null = null): Promise<number> {
  const { count } = await tx.session.deleteMany({ where: { userId: personId, ...(keep ? { id: { not: keep } } : {}) } });
  await tellStreams(tx, personId);
  return count;
}

/** Has every web process look again at what this person may hear; sent at commit. */
export async function tellStreams(tx: Transaction, personId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_notify('muster', ${`person ${personId}`})::text`;
}
