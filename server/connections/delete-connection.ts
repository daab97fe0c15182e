import type { z } from "zod";
import type { ConnectionId } from "#lib/contracts/connection.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { standingConnection } from "./stored.ts";

/** Deletes a connection with its secrets. What was captured through it stays. */
export async function deleteConnection(ctx: Ctx, { id }: z.output<typeof ConnectionId>): Promise<void> {
  authorize(ctx, "settings.manage");
  await transaction(async (tx) => {
    const { kind, name } = await standingConnection(tx, id);
    await tx.connection.delete({ where: { id } });
    await audit(tx, ctx, { action: "connection.delete", subject: id, detail: { kind, name } });
  });
}
