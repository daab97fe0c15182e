import type { z } from "zod";
import type { WebhookId } from "#lib/contracts/webhook.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { messageIdOf, testMessage } from "./payload.ts";
import { standingWebhook } from "./standing-webhook.ts";

/** Queues a message that is about no incident; answers with its delivery. Refused while the webhook is disabled. */
export async function sendTestEvent(ctx: Ctx, input: z.output<typeof WebhookId>): Promise<{ deliveryId: string }> {
  authorize(ctx, "settings.manage");
  return transaction(async (tx) => {
    const { id: webhookId, name, isEnabled } = await standingWebhook(tx, input.id);
    if (!isEnabled) throw new ConflictError(`“${name}” is disabled. Enable it, then send the test event.`);
    const [id, now] = [newId(), await databaseNow(tx)];
    const at = new Date(now);
    const message = { ...testMessage(name, now), messageId: messageIdOf(webhookId, id) };
    await tx.webhookDelivery.create({ data: { id, webhookId, ...message, dueAt: at, createdAt: at } });
    await audit(tx, ctx, { action: "webhook.test", subject: webhookId, detail: { name, delivery: id } });
    return { deliveryId: id };
  });
}
