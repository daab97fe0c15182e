import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { type Page, pageOf, readCursor } from "#lib/contracts/page.ts";
import type { DeliverySummary, ListDeliveries } from "#lib/contracts/webhook.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { deliverySummary, readDeliveries } from "./deliveries.ts";

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** The deliveries of a webhook, the newest first. One about a private incident keeps its place; what it is about is for those named there. */
export async function listDeliveries(ctx: Ctx, input: z.output<typeof ListDeliveries>): Promise<Page<DeliverySummary>> {
  authorize(ctx, "settings.manage");
  const after = readCursor(input.cursor, Cursor);
  const parts = [Prisma.sql`d.webhook_id = ${input.id}::uuid`];
  if (input.state) parts.push(Prisma.sql`d.state = ${input.state}`);
  if (after) parts.push(Prisma.sql`(d.created_at, d.id) < (${new Date(after[0])}, ${after[1]}::uuid)`);
  const rows = await readDeliveries(ctx, Prisma.join(parts, " AND "), input.limit + 1);
  return pageOf(rows, input.limit, ({ createdAt, id }) => [createdAt.toISOString(), id], deliverySummary);
}
