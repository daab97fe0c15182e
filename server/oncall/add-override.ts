import type { z } from "zod";
import type { AddOverride } from "#lib/contracts/oncall.ts";
import { tell } from "#server/notifications/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { ForbiddenError, InvalidError } from "#server/platform/errors.ts";
import { storeOverride } from "./overrides.ts";
import { isKeeper } from "./rights.ts";
import { lockSchedule, refuseArchived, refuseUnfit } from "./schedule.ts";
import { spanWords } from "./words.ts";

/**
 * Puts somebody on call in the place of whoever the layers say. A responder may put themselves, administrators and leads anybody. What is
 * past stays as it was: an override begins now at the earliest.
 */
export async function addOverride(ctx: Ctx, input: z.output<typeof AddOverride>): Promise<{ id: string; from: string }> {
  authorize(ctx, "oncall.manage");
  return transaction(async (tx) => {
    const schedule = await lockSchedule(tx, input.schedule);
    refuseArchived(schedule);
    if (input.person !== ctx.person?.id && !(await isKeeper(tx, ctx, schedule.teamId)))
      throw new ForbiddenError("You may take over a shift yourself. To give one to somebody else, ask them for a swap, or ask a lead of the team.");
    await refuseUnfit(tx, [input.person]);
    const now = await databaseNow(tx);
    if (input.to <= now)
      throw new InvalidError("These hours are over. An override has to end in the future.", "invalid_input", [
        { path: "to", message: "This is past." },
      ]);
    const from = input.from < now ? now : input.from;
    const id = await storeOverride(tx, ctx, { ...input, from, now });
    if (input.person !== ctx.person?.id)
      await tell(tx, {
        userIds: [input.person],
        kind: "oncall.override",
        title: `${ctx.actor.name} put you on call: ${schedule.name}`,
        body: [spanWords({ from, to: input.to }, schedule.zone), input.reason].filter(Boolean).join("\n"),
        href: "/on-call/mine",
      });
    await audit(tx, ctx, {
      action: "oncall.override.add",
      subject: schedule.slug,
      detail: { id, person: input.person, from, to: input.to, reason: input.reason },
    });
    return { id, from };
  });
}
