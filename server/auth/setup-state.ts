import type { Database, Transaction } from "#server/platform/db.ts";

/** Taken by everything that makes the first administrator, so that there is one. */
export async function lockSetup(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster set-up'))`;
}

export async function hasAdministrator(tx: Transaction | Database): Promise<boolean> {
  return (await tx.user.findFirst({ where: { role: "admin", deactivatedAt: null }, select: { id: true } })) !== null;
}
