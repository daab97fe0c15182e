import type { z } from "zod";
import type { WebhookId } from "#lib/contracts/webhook.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { requireProof } from "#server/sessions/index.ts";
import { originOf } from "./delivery-rules.ts";
import { standingWebhook } from "./standing-webhook.ts";

/** Deletes a webhook for good: its secrets are wiped and what waits is dropped. The row stays for its deliveries until they are past their time. */
export async function deleteWebhook(ctx: Ctx, input: z.output<typeof WebhookId>): Promise<void> {
  authorize(ctx, "settings.manage");
  await transaction(async (tx) => {
    await requireProof(ctx, tx);
    const { id, name, url } = await standingWebhook(tx, input.id);
    await tx.$executeRaw`
      UPDATE webhook SET deleted_at = muster_now(), is_enabled = false, secret = '', previous_secret = NULL, previous_until = NULL WHERE id = ${id}::uuid`;
    await tx.$executeRaw`
      UPDATE webhook_delivery SET state = 'dropped', settled_at = muster_now()
      WHERE webhook_id = ${id}::uuid AND state IN ('waiting', 'sending')`;
    await audit(tx, ctx, { action: "webhook.delete", subject: id, detail: { name, origin: originOf(url) } });
  });
}
