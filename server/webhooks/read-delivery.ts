import type { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import type { Delivery, DeliveryAttempt, DeliveryId } from "#lib/contracts/webhook.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { deliverySummary, readDeliveries } from "./deliveries.ts";

/** One delivery with what was sent and what each attempt met, the newest first; neither for one about a private incident of others. */
export async function readDelivery(ctx: Ctx, input: z.output<typeof DeliveryId>): Promise<Delivery> {
  authorize(ctx, "settings.manage");
  const [row] = await readDeliveries(ctx, Prisma.sql`d.id = ${input.id}::uuid`, 1);
  if (!row) throw new NotFoundError(`There is no delivery with the id ${input.id}. It may be past its time; reload the list.`);
  const { messageId, isHidden } = row;
  const attempts = await db().webhookAttempt.findMany({ where: { deliveryId: row.id }, orderBy: { attempt: "desc" } });
  const log = attempts.map(
    ({ attempt, at, status, durationMs, answer, error }): DeliveryAttempt => ({
      attempt,
      at: at.toISOString(),
      status,
      durationMs,
      answer: isHidden ? "" : answer,
      error,
    }),
  );
  return { ...deliverySummary(row), messageId, body: isHidden ? null : row.body, log };
}
