import type { Transaction } from "#server/platform/db.ts";
import { ConflictError, NotFoundError } from "#server/platform/errors.ts";

export type LockedTeam = { id: string; slug: string; name: string; description: string; archivedAt: Date | null };

export async function lockTeam(tx: Transaction, id: string): Promise<LockedTeam> {
  await tx.$executeRaw`SELECT 1 FROM team WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const team = await tx.team.findUnique({ where: { id }, select: { id: true, slug: true, name: true, description: true, archivedAt: true } });
  if (!team) throw new NotFoundError(`There is no team with the id ${id}. Reload and choose again.`);
  return team;
}

/** Names of living teams are unique, whatever their case. Takes the lock under which that stays true. */
export async function refuseTakenName(tx: Transaction, name: string, except: string | null = null): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster teams'))`;
  const taken = await tx.team.findFirst({
    where: { name: { equals: name.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" }, archivedAt: null },
    select: { id: true },
  });
  if (taken && taken.id !== except) throw new ConflictError(`There is a team “${name}” already. Choose another name.`, null, "already_done");
}
