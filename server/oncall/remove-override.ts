import type { z } from "zod";
import type { RemoveOverride } from "#lib/contracts/oncall.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { ConflictError, ForbiddenError, NotFoundError } from "#server/platform/errors.ts";
import { isKeeper } from "./rights.ts";
import { lockSchedule } from "./schedule.ts";

/** Takes an override back. One that has begun ends now; what is past stays as it was. For whoever is on call by it or made it, and for leads. */
export async function removeOverride(ctx: Ctx, { id }: z.output<typeof RemoveOverride>): Promise<void> {
  authorize(ctx, "oncall.manage");
  await transaction(async (tx) => {
    const found = await tx.oncallOverride.findUnique({ where: { id }, select: { scheduleId: true } });
    if (!found) throw new NotFoundError("This override does not exist. Reload and look again.");
    const schedule = await lockSchedule(tx, found.scheduleId);
    const override = await tx.oncallOverride.findUniqueOrThrow({ where: { id } });
    const isOwn = ctx.person !== null && [override.userId, (override.createdBy as { id: string }).id].includes(ctx.person.id);
    if (!isOwn && !(await isKeeper(tx, ctx, schedule.teamId)))
      throw new ForbiddenError("Only whoever is on call by this override or made it, and leads of the team, take it back. Ask one of them.");
    if (override.removedAt) throw new ConflictError("This override was taken back already.", null, "already_done");
    const now = new Date(await databaseNow(tx));
    if (override.endsAt <= now) throw new ConflictError("This override is over. What is past stays as it was.");
    const hasBegun = override.startsAt < now;
    await tx.oncallOverride.update({ where: { id }, data: hasBegun ? { endsAt: now } : { removedAt: now } });
    const detail = { id, person: override.userId, from: override.startsAt.toISOString(), to: override.endsAt.toISOString(), endedEarly: hasBegun };
    await audit(tx, ctx, { action: "oncall.override.remove", subject: schedule.slug, detail });
  });
}
