import webPush from "web-push";
import { db } from "#server/platform/db.ts";
import { publicUrl } from "#server/platform/env.ts";
import { seal, unseal } from "#server/platform/seal.ts";

const KEY = "paging.vapid";
const PLACE = { table: "setting", column: "value.privateKey", row: KEY };

type Stored = { publicKey: string; privateKey: string };
/** By what push services know this installation (RFC 8292). */
export type Vapid = { subject: string; publicKey: string; privateKey: string };

/** What browsers subscribe with. */
export async function pushKey(): Promise<string> {
  return (await stored()).publicKey;
}

/** The whole pair, with the address under which a push service finds who runs this. */
export async function vapid(): Promise<Vapid> {
  const { publicKey, privateKey } = await stored();
  const url = new URL(publicUrl());
  return {
    subject: url.protocol === "https:" ? url.origin : `mailto:muster@${url.hostname}`,
    publicKey,
    privateKey: await unseal(privateKey, PLACE),
  };
}

/** Made once: whichever process comes first stores its pair; all read that one. */
async function stored(): Promise<Stored> {
  const found = await find();
  if (found) return found;
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  const value = JSON.stringify({ publicKey, privateKey: await seal(privateKey, PLACE) });
  await db().$executeRaw`INSERT INTO setting (key, value, updated_at) VALUES (${KEY}, ${value}::jsonb, muster_now()) ON CONFLICT (key) DO NOTHING`;
  const made = await find();
  if (!made) throw new Error("The keys for notifications of browsers could not be stored. Try again.");
  return made;
}

async function find(): Promise<Stored | null> {
  const row = await db().setting.findUnique({ where: { key: KEY }, select: { value: true } });
  return row ? (row.value as Stored) : null;
}
