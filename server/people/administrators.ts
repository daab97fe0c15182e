import type { Transaction } from "#server/platform/db.ts";
import { ConflictError, NotFoundError } from "#server/platform/errors.ts";

export type LockedPerson = { id: string; name: string; role: string; deactivated_at: Date | null };

/** Locks every active administrator and the person, so that two administrators cannot remove each other at once. */
export async function lockWithAdministrators(tx: Transaction, id: string): Promise<{ person: LockedPerson; otherAdmins: number }> {
  const rows = await tx.$queryRaw<LockedPerson[]>`
    SELECT id, name, role, deactivated_at FROM "user"
    WHERE id = ${id}::uuid OR (role = 'admin' AND deactivated_at IS NULL) ORDER BY id FOR NO KEY UPDATE`;
  const person = rows.find((row) => row.id === id);
  if (!person) throw new NotFoundError(`There is no person with the id ${id}.`);
  return { person, otherAdmins: rows.filter((row) => row.id !== id).length };
}

export function refuseLastAdministrator(person: LockedPerson, otherAdmins: number): void {
  if (person.role !== "admin" || person.deactivated_at || otherAdmins > 0) return;
  throw new ConflictError(`${person.name} is the only administrator. Make somebody else an administrator first.`);
}

/** Links that somebody without the right to invite has given out stop working. */
export async function revokeLinksOf(tx: Transaction, personId: string): Promise<void> {
  await tx.$executeRaw`UPDATE invitation SET revoked_at = muster_now() WHERE invited_by = ${personId}::uuid AND accepted_at IS NULL AND revoked_at IS NULL`;
  await tx.$executeRaw`UPDATE password_link SET revoked_at = muster_now() WHERE made_by = ${personId}::uuid AND used_at IS NULL AND revoked_at IS NULL`;
}
