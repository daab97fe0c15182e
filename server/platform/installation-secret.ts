import { randomBytes } from "node:crypto";
import { db } from "./db.ts";
import { env } from "./env.ts";

const KEY = "auth.secret";

let secret: Promise<string> | undefined;

/** Signs cookies, seals second factors and other secrets: MUSTER_SECRET, else a random one that all processes of this database share. */
export function installationSecret(): Promise<string> {
  secret ??= readSecret().catch((error) => {
    secret = undefined;
    throw error;
  });
  return secret;
}

/** Whichever process comes first stores its value; all read that one. */
async function readSecret(): Promise<string> {
  const given = env().MUSTER_SECRET;
  if (given) return given;
  const candidate = JSON.stringify(randomBytes(48).toString("base64url"));
  await db().$executeRaw`
    INSERT INTO setting (key, value, updated_at) VALUES (${KEY}, ${candidate}::jsonb, now()) ON CONFLICT (key) DO NOTHING`;
  const row = await db().setting.findUniqueOrThrow({ where: { key: KEY }, select: { value: true } });
  if (typeof row.value !== "string") throw new Error("The stored sign-in secret is damaged. Set MUSTER_SECRET to a value of at least 32 characters.");
  return row.value;
}

/** What sealed before: MUSTER_PREVIOUS_SECRET, and the database's own one where MUSTER_SECRET stands in its place now. */
export async function formerSecrets(): Promise<string[]> {
  const { MUSTER_SECRET, MUSTER_PREVIOUS_SECRET } = env();
  const row = MUSTER_SECRET ? await db().setting.findUnique({ where: { key: KEY }, select: { value: true } }) : null;
  return [MUSTER_PREVIOUS_SECRET, row?.value].filter((former) => typeof former === "string");
}

/** For tests that change the database under a running process. */
export function forgetSecret(): void {
  secret = undefined;
}
