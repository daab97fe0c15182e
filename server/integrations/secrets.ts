import { randomBytes } from "node:crypto";
import { seal, unseal } from "#server/platform/seal.ts";

const BYTES = 32;
const PREFIX = "whsec_";

export type SealedSecrets = { id: string; secret: string; previousSecret: string | null };

/** The secret of an integration, given or made of 32 random bytes, with what is stored of it. */
export async function sealedSecret(id: string, given?: string): Promise<{ secret: string; sealed: string }> {
  const secret = given ?? PREFIX + randomBytes(BYTES).toString("base64");
  return { secret, sealed: await seal(secret, placeIn(id)) };
}

/** The secrets that count now, the present one first. Throws when one cannot be opened. */
export async function unsealSecrets({ id, secret, previousSecret }: SealedSecrets): Promise<string[]> {
  const sealed = previousSecret ? [secret, previousSecret] : [secret];
  return Promise.all(sealed.map((one) => unseal(one, placeIn(id))));
}

/** One place for both columns: rotating moves the sealed text from one to the other. */
function placeIn(id: string) {
  return { table: "integration", column: "secret", row: id };
}
