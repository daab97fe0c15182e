import type { Ctx } from "#server/platform/ctx.ts";
import type { Transaction } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";

type Override = { schedule: string; person: string; from: string; to: string; reason: string; swap?: string; now: string };

/** Stores an override of a schedule that is locked; its caller writes the audit row. */
export async function storeOverride(tx: Transaction, ctx: Ctx, override: Override): Promise<string> {
  const id = newId();
  await tx.oncallOverride.create({
    data: {
      id,
      scheduleId: override.schedule,
      userId: override.person,
      startsAt: new Date(override.from),
      endsAt: new Date(override.to),
      reason: override.reason,
      swapId: override.swap ?? null,
      createdAt: new Date(override.now),
      createdBy: ctx.actor,
    },
  });
  return id;
}
