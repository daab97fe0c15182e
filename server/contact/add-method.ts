import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { AddMethod, MethodAdded } from "#lib/contracts/contact-methods.ts";
import { countUse } from "#server/auth/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { checkUrl } from "#server/platform/outgoing/index.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { sendCodeTo, takesCode } from "./codes.ts";
import { sealedFor } from "./stored.ts";

const MOST_METHODS = 20;
const SECRET_BYTES = 32;

type Input = z.output<typeof AddMethod>;

/**
 * Adds a means of reaching oneself. It counts once it is verified: mail and Slack by a code that goes there now, the others by a test. The
 * secret that signs messages to a webhook is answered here and never again.
 */
export async function addMethod(ctx: Ctx, input: Input): Promise<MethodAdded> {
  const me = authorizePerson(ctx, "account.own");
  if (takesCode(input.kind)) await countUse("code sent", me.id);
  const id = newId();
  const secret = input.kind === "webhook" ? `whsec_${randomBytes(SECRET_BYTES).toString("base64")}` : null;
  const secrets = await sealedFor(id, secretsOf(input, secret));
  await transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster contact'), hashtext(${me.id}))`;
    const address = await checkedAddress(tx, input);
    await requireRoom(tx, me.id, input.kind, address);
    const data = { id, userId: me.id, kind: input.kind, label: input.label, address, secrets };
    await tx.contactMethod.create({ data: { ...data, createdAt: new Date(await databaseNow(tx)) } });
    await audit(tx, ctx, {
      action: "contact.add",
      subject: id,
      detail: { kind: input.kind, label: input.label, address: shownAddress(input.kind, address) },
    });
  });
  return { id, secret, problem: takesCode(input.kind) ? await sendCodeTo(me, id) : null };
}

/** What of an address may be written down: those of browsers and webhooks can hold secrets behind the host. */
export function shownAddress(kind: string, address: string): string {
  return (kind === "webhook" || kind === "web-push") && URL.canParse(address) ? new URL(address).origin : address;
}

function secretsOf(input: Input, secret: string | null): Record<string, string> {
  if (input.kind === "web-push") return input.subscription.keys;
  return secret ? { secret } : {};
}

async function checkedAddress(tx: Transaction, input: Input): Promise<string> {
  if (input.kind === "email" || input.kind === "slack") return input.address;
  const { allowedHosts } = await organisationSettings(tx);
  return checkUrl(input.kind === "webhook" ? input.address : input.subscription.endpoint, allowedHosts).url.href;
}

/** What was added before and never verified gives way to the new attempt. */
async function requireRoom(tx: Transaction, userId: string, kind: string, address: string): Promise<void> {
  await tx.contactMethod.deleteMany({ where: { userId, kind, address, verifiedAt: null } });
  const known = await tx.contactMethod.findFirst({ where: { userId, kind, address } });
  if (known) throw new ConflictError(`You are reached there already, as “${known.label}”. Look in the list.`, null, "already_done");
  if ((await tx.contactMethod.count({ where: { userId } })) < MOST_METHODS) return;
  throw new ConflictError(`You have ${MOST_METHODS} means already. Remove one that you do not need.`);
}
