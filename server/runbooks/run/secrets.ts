import { db } from "#server/platform/db.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { unseal } from "#server/platform/seal.ts";

export const placeOf = (name: string) => ({ table: "runbook_secret", column: "sealed", row: name });

/** The values of the secrets that a step names, for its environment. Throws with what to do for one that there is not. */
export async function namedSecrets(names: readonly string[]): Promise<Record<string, string>> {
  if (names.length === 0) return {};
  const rows = await db().runbookSecret.findMany({ where: { name: { in: [...names] } } });
  const missing = names.filter((name) => !rows.some((row) => row.name === name));
  if (missing.length > 0) throw new InvalidError(`There is no secret ${missing.join(", ")}. Store it under Runbooks → Secrets.`);
  return Object.fromEntries(await Promise.all(rows.map(async ({ name, sealed }) => [name, await unseal(sealed, placeOf(name))])));
}
