import type { z } from "zod";
import type { CreateWebhook } from "#lib/contracts/webhook.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { checkUrl } from "#server/platform/outgoing/index.ts";
import { requireProof } from "#server/sessions/index.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { newSecret } from "./secrets.ts";

const MOST_WEBHOOKS = 50;

/** Adds an address to tell of what happens from now on. The secret that signs its messages is answered here and never again. */
export async function createWebhook(ctx: Ctx, input: z.output<typeof CreateWebhook>): Promise<{ id: string; secret: string }> {
  authorize(ctx, "settings.manage");
  const id = newId();
  const { secret, sealed } = await newSecret(id);
  return transaction(async (tx) => {
    await requireProof(ctx, tx);
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('muster webhooks'))`;
    const count = await tx.webhook.count({ where: { deletedAt: null } });
    if (count >= MOST_WEBHOOKS) throw new ConflictError(`There are ${MOST_WEBHOOKS} webhooks already. Delete one that nobody needs.`);
    const { url } = checkUrl(input.url, (await organisationSettings(tx)).allowedHosts);
    const at = new Date(await databaseNow(tx));
    const { name, kinds, includesPrivate } = input;
    const data = { id, name, url: url.href, kinds: [...new Set(kinds)], includesPrivate, secret: sealed, startsAt: at, createdAt: at };
    await tx.webhook.create({ data: { ...data, createdBy: ctx.actor.name } });
    await audit(tx, ctx, { action: "webhook.create", subject: id, detail: { name, origin: url.origin, kinds, includesPrivate } });
    return { id, secret };
  });
}
