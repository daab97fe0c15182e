import type { Transaction } from "#server/platform/db.ts";
import { ConflictError, InvalidError, NotFoundError } from "#server/platform/errors.ts";

export type LockedSchedule = Awaited<ReturnType<typeof lockSchedule>>;

/** The schedule's row, locked: its rules, overrides and swaps change one after the other. */
export async function lockSchedule(tx: Transaction, id: string) {
  await tx.$executeRaw`SELECT 1 FROM oncall_schedule WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  const row = await tx.oncallSchedule.findUnique({ where: { id } });
  if (!row) throw new NotFoundError(`There is no schedule with the id ${id}. Reload and choose again.`);
  return row;
}

export function refuseArchived({ name, archivedAt }: { name: string; archivedAt: Date | null }): void {
  if (archivedAt) throw new ConflictError(`${name} is archived: nobody is on call by it. Take it out of the archive first.`);
}

export async function refuseUnknownTeam(tx: Transaction, id: string | null): Promise<void> {
  if (id === null || (await tx.team.findFirst({ where: { id, archivedAt: null }, select: { id: true } }))) return;
  throw new NotFoundError("This team does not exist any more. Reload and choose again.");
}

/** Refuses who cannot be on call: people who left, and viewers, who may not act on what they are called for. */
export async function refuseUnfit(tx: Transaction, ids: readonly string[]): Promise<void> {
  const rows = await tx.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true, role: true, deactivatedAt: true } });
  for (const id of ids) {
    const person = rows.find((row) => row.id === id);
    if (!person) throw new NotFoundError(`There is no person with the id ${id}. Reload and choose again.`);
    if (person.deactivatedAt) throw new InvalidError(`${person.name} has left and cannot be on call. Choose somebody else.`);
    if (person.role === "viewer") throw new InvalidError(`${person.name} is a viewer and could not act when called. Make them a responder first.`);
  }
}
