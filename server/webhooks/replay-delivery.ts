import type { z } from "zod";
import type { DeliveryId } from "#lib/contracts/webhook.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError, NotFoundError } from "#server/platform/errors.ts";
import { standingWebhook } from "./standing-webhook.ts";
import { isHiddenFrom } from "./visible.ts";

/** Sends a message again now, with the id it had, and with the whole schedule of retries before it. Refused while it is being sent. */
export async function replayDelivery(ctx: Ctx, input: z.output<typeof DeliveryId>): Promise<void> {
  authorize(ctx, "settings.manage");
  await transaction(async (tx) => {
    const delivery = await lockedDelivery(tx, ctx, input.id);
    const { id: webhookId, name, isEnabled } = await standingWebhook(tx, delivery.webhookId);
    if (!isEnabled) throw new ConflictError(`“${name}” is disabled. Enable it, then send the message again.`);
    if (delivery.state === "sending") throw new ConflictError("This message is being sent right now. Wait for its outcome, then replay it.");
    if (delivery.isEmptied) throw new ConflictError("This message was emptied when its incident became private. It cannot be sent again.");
    await tx.$executeRaw`
      UPDATE webhook_delivery SET state = 'waiting', failures = 0, due_at = muster_now(), settled_at = NULL WHERE id = ${input.id}::uuid`;
    await audit(tx, ctx, { action: "webhook.replay", subject: webhookId, detail: { name, delivery: input.id } });
  });
}

type Locked = { webhookId: string; state: string; isEmptied: boolean };

async function lockedDelivery(tx: Transaction, ctx: Ctx, id: string): Promise<Locked> {
  const [found] = await tx.$queryRaw<Locked[]>`
    SELECT d.webhook_id AS "webhookId", d.state, d.body = '' AS "isEmptied" FROM webhook_delivery d LEFT JOIN incident i ON i.id = d.incident_id
    WHERE d.id = ${id}::uuid AND NOT ${isHiddenFrom(ctx)} FOR UPDATE OF d`;
  if (!found) throw new NotFoundError(`There is no delivery with the id ${id}. It may be past its time; reload the list.`);
  return found;
}
