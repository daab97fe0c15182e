import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { formerSecrets, installationSecret } from "./installation-secret.ts";

/** Where a sealed value lives. It opens only there: copied into another row or column, it is refused. */
export type Place = { table: string; column: string; row: string };

const VERSION = "v1";
const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

type Key = { id: string; key: Buffer };

/**
 * Encrypts a secret for storage: AES-256-GCM with a random nonce, the place as associated data, and a key derived from the
 * installation's secret (HKDF-SHA256, RFC 5869). Text `v1.<key id>.<nonce>.<ciphertext and tag>`, the last two base64url.
 */
export async function seal(secret: string, place: Place): Promise<string> {
  const { id, key } = keyFrom(await installationSecret());
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(associated(place));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, id, nonce.toString("base64url"), sealed.toString("base64url")].join(".");
}

/** Opens what `seal` made for this very place, also under a former secret of the installation. Throws with what to do when it cannot. */
export async function unseal(sealed: string, place: Place): Promise<string> {
  const [version, id, nonce, rest] = sealed.split(".");
  if (version !== VERSION || !id || !nonce || !rest) throw new Error(`${nameOf(place)} holds no sealed secret. Enter the secret again.`);
  const key = await keyOf(id);
  if (!key) {
    throw new Error(`${nameOf(place)} was sealed with another MUSTER_SECRET. Give that one as MUSTER_PREVIOUS_SECRET, or enter the secret again.`);
  }
  return open(key, Buffer.from(nonce, "base64url"), Buffer.from(rest, "base64url"), place);
}

function open({ key }: Key, nonce: Buffer, sealed: Buffer, place: Place): string {
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(associated(place)).setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    throw new Error(`${nameOf(place)} was changed, or sealed for another place. Enter the secret again.`);
  }
}

async function keyOf(id: string): Promise<Key | undefined> {
  const present = keyFrom(await installationSecret());
  if (present.id === id) return present;
  return (await formerSecrets()).map(keyFrom).find((former) => former.id === id);
}

function keyFrom(secret: string): Key {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "muster sealed secrets v1", KEY_BYTES));
  return { id: createHash("sha256").update(key).digest("hex").slice(0, 8), key };
}

function associated({ table, column, row }: Place): Buffer {
  return Buffer.from(JSON.stringify([VERSION, table, column, row]));
}

function nameOf({ table, column, row }: Place): string {
  return `The ${column} of ${table} ${row}`;
}
