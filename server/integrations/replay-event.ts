import type { z } from "zod";
import type { EventId } from "#lib/contracts/integration.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { transaction } from "#server/platform/db.ts";
import { ConflictError } from "#server/platform/errors.ts";

/** Works a message again, as if it had just come in: for one that could not be read, after the mapping was put right. */
export async function replayEvent(ctx: Ctx, { id }: z.output<typeof EventId>): Promise<void> {
  authorize(ctx, "alert.manage");
  await transaction(async (tx) => {
    const taken = await tx.$queryRaw<{ integrationId: string }[]>`
      UPDATE intake_event SET state = 'waiting', round = round + 1, round_at = muster_now(), due_at = muster_now(), attempt = 0, result = NULL
      WHERE id = ${id}::uuid AND state IN ('done', 'failed') RETURNING integration_id AS "integrationId"`;
    const [event] = taken;
    if (!event) throw new ConflictError("This message is being worked already, or is gone. Reload to see it.");
    await audit(tx, ctx, { action: "intake-event.replay", subject: id, detail: { integration: event.integrationId } });
    await tx.$executeRaw`SELECT pg_notify('muster', 'intake all')`;
  });
}
