import { randomBytes } from "node:crypto";
import { seal, unseal } from "#server/platform/seal.ts";

const PREFIX = "whsec_";
const BYTES = 32;

export type SealedSecrets = { id: string; secret: string; previousSecret: string | null };

/** A new signing secret, `whsec_` and 32 random bytes in base64, with what is stored of it in the row of this webhook. */
export async function newSecret(id: string): Promise<{ secret: string; sealed: string }> {
  const secret = PREFIX + randomBytes(BYTES).toString("base64");
  return { secret, sealed: await seal(secret, placeIn(id)) };
}

/** The secrets that sign now: the present one, and the former while it is still accepted. Throws when one cannot be opened. */
export async function openSecrets({ id, secret, previousSecret }: SealedSecrets): Promise<string[]> {
  const sealed = previousSecret ? [secret, previousSecret] : [secret];
  return Promise.all(sealed.map((one) => unseal(one, placeIn(id))));
}

/** One place for both columns: rotating moves the sealed text from one to the other. */
function placeIn(id: string) {
  return { table: "webhook", column: "secret", row: id };
}
