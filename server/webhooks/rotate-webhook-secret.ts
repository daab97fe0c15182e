import type { z } from "zod";
import type { WebhookId } from "#lib/contracts/webhook.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { requireProof } from "#server/sessions/index.ts";
import { newSecret } from "./secrets.ts";
import { standingWebhook } from "./standing-webhook.ts";

const OVERLAP_HOURS = 24;

/** Gives a webhook a new secret, answered here and never again. For a day messages carry signatures by both, so that none is refused meanwhile. */
export async function rotateWebhookSecret(ctx: Ctx, input: z.output<typeof WebhookId>): Promise<{ secret: string; previousUntil: string }> {
  authorize(ctx, "settings.manage");
  const { secret, sealed } = await newSecret(input.id);
  return transaction(async (tx) => {
    await requireProof(ctx, tx);
    const before = await standingWebhook(tx, input.id);
    const previousUntil = new Date(Date.parse(await databaseNow(tx)) + OVERLAP_HOURS * 3_600_000);
    const data = { secret: sealed, previousSecret: before.secret, previousUntil, version: before.version + 1 };
    await tx.webhook.update({ where: { id: input.id }, data });
    await audit(tx, ctx, {
      action: "webhook.rotate",
      subject: input.id,
      detail: { name: before.name, previousUntil: previousUntil.toISOString() },
    });
    return { secret, previousUntil: previousUntil.toISOString() };
  });
}
