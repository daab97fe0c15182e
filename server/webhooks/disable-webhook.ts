import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";

/** Disables a webhook that cannot be delivered to, with the reason for those who look. Once, however many deliveries fail. What waits stays. */
export async function disableWebhook(ctx: Ctx, id: string, reason: string): Promise<void> {
  authorize(ctx, "settings.manage");
  await transaction(async (tx) => {
    const [disabled] = await tx.$queryRaw<{ name: string }[]>`
      UPDATE webhook SET is_enabled = false, disabled_reason = ${reason}, version = version + 1
      WHERE id = ${id}::uuid AND is_enabled AND deleted_at IS NULL RETURNING name`;
    if (disabled) await audit(tx, ctx, { action: "webhook.disable", subject: id, detail: { name: disabled.name, reason } });
  });
}
