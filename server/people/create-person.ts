import type { OrganisationRole } from "#lib/contracts/permissions.ts";
import type { Person } from "#server/platform/ctx.ts";
import type { Transaction } from "#server/platform/db.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { freeHandle } from "./handle.ts";

export type NewPerson = { name: string; email: string; role: OrganisationRole; handle?: string | undefined; passwordHash: string | null };

/** Stores a person with their password. The caller has authorised it and writes the audit row. */
export async function createPerson(tx: Transaction, input: NewPerson): Promise<Person> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster people'))`;
  await refuseTakenEmail(tx, input.email);
  if (input.handle) await refuseTakenHandle(tx, input.handle);
  const handle = input.handle ?? (await freeHandle(tx, input.name, input.email));
  const id = newId();
  const { name, email, role, passwordHash } = input;
  await tx.user.create({ data: { id, name, email, role, handle } });
  if (passwordHash) await tx.account.create({ data: { id: newId(), accountId: id, providerId: "credential", userId: id, password: passwordHash } });
  return { id, name, handle, email, role };
}

async function refuseTakenEmail(tx: Transaction, email: string): Promise<void> {
  const taken = await tx.user.findUnique({ where: { email }, select: { id: true } });
  if (taken) throw new ConflictError(`Somebody already has an account with ${email}. Sign in with it, or use another address.`, null, "already_done");
}

export async function refuseTakenHandle(tx: Transaction, handle: string, except: string | null = null): Promise<void> {
  const taken = await tx.user.findUnique({ where: { handle }, select: { id: true } });
  if (!taken || taken.id === except) return;
  const message = `The handle @${handle} is taken. Choose another.`;
  throw new InvalidError(message, "invalid_input", [{ path: "handle", message }]);
}
