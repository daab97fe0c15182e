import type { MethodKind } from "#lib/contracts/contact.ts";
import type { Person } from "#server/platform/ctx.ts";
import type { Transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { seal } from "#server/platform/seal.ts";

export type StoredMethod = {
  id: string;
  kind: MethodKind;
  label: string;
  address: string;
  /** Sealed. */
  secrets: Record<string, string>;
  verifiedAt: Date | null;
  codeHash: Uint8Array | null;
  codeUntil: Date | null;
};

/** A means of this very person, locked; somebody else's is not found. */
export async function ownMethod(tx: Transaction, { id: personId }: Person, id: string): Promise<StoredMethod> {
  const [found] = await tx.$queryRaw<StoredMethod[]>`
    SELECT id, kind, label, address, secrets, verified_at AS "verifiedAt", code_hash AS "codeHash", code_until AS "codeUntil"
    FROM contact_method WHERE id = ${id}::uuid AND user_id = ${personId}::uuid FOR UPDATE`;
  if (!found) throw new NotFoundError("You have no such means of being reached. Reload the page.");
  return found;
}

/** Each sealed for its own place in this row, as senders open them (server/paging/destination.ts). */
export async function sealedFor(id: string, secrets: Record<string, string>): Promise<Record<string, string>> {
  const names = Object.keys(secrets);
  const values = await Promise.all(names.map((name) => seal(secrets[name] ?? "", { table: "contact_method", column: `secrets.${name}`, row: id })));
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
}
