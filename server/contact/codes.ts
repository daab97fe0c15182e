import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import { CODE_LASTS_MINUTES } from "#lib/contracts/contact-methods.ts";
import { ChannelError, sendDirect, sendMail } from "#server/paging/index.ts";
import type { Person } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { installationSecret } from "#server/platform/installation-secret.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { ownMethod, type StoredMethod } from "./stored.ts";

/** Means that are verified by typing what came there. */
export function takesCode(kind: StoredMethod["kind"]): boolean {
  return kind === "email" || kind === "slack";
}

export async function isCode({ id, codeHash }: StoredMethod, code: string): Promise<boolean> {
  return codeHash !== null && timingSafeEqual(await hashOf(id, code), codeHash);
}

/** Makes a new code, which ends the former one, and sends it. Answers with why that failed; null when it went out. */
export async function sendCodeTo(person: Person, id: string): Promise<string | null> {
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const hash = await hashOf(id, code);
  const method = await transaction(async (tx) => {
    const own = await ownMethod(tx, person, id);
    await tx.$executeRaw`
      UPDATE contact_method SET code_hash = ${hash}, code_until = muster_now() + make_interval(mins => ${CODE_LASTS_MINUTES}::int) WHERE id = ${id}::uuid`;
    return own;
  });
  try {
    await (method.kind === "email" ? mailCode(person, method.address, code) : messageCode(person, method, code));
    return null;
  } catch (error) {
    if (error instanceof ChannelError) return error.message;
    throw error;
  }
}

async function mailCode({ name }: Person, to: string, code: string): Promise<void> {
  const text = [
    `${name} wants Muster to send pages to this address.`,
    "",
    `The code: ${code}`,
    "",
    `Type it in Settings → Notifications within ${CODE_LASTS_MINUTES} minutes. If you know nothing of this, do nothing: without the code no page comes here.`,
    "",
  ].join("\n");
  await sendMail({ to, subject: `${code} is your code for Muster`, text, key: newId() });
}

async function messageCode(person: Person, { id, kind, address, secrets }: StoredMethod, code: string): Promise<void> {
  const { allowedHosts } = await organisationSettings();
  await sendDirect({
    channel: kind,
    methodId: id,
    recipient: person,
    destination: { address, settings: {}, secrets },
    allowedHosts,
    title: `${code} is your code for Muster`,
    summary: `Type it in Settings → Notifications within ${CODE_LASTS_MINUTES} minutes. No incident is behind this.`,
  });
}

async function hashOf(id: string, code: string): Promise<Buffer> {
  return createHmac("sha256", await installationSecret())
    .update("muster contact code v1")
    .update("\0")
    .update(`${id} ${code}`)
    .digest();
}
