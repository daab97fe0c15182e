import type { z } from "zod";
import type { AnswerSwap } from "#lib/contracts/oncall.ts";
import { tell } from "#server/notifications/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError, ForbiddenError } from "#server/platform/errors.ts";
import { loadSchedules } from "./load-schedules.ts";
import { storeOverride } from "./overrides.ts";
import { refuseArchived, refuseUnfit } from "./schedule.ts";
import { type LockedSwap, lockSwap } from "./swap.ts";
import { type SwapSpan, whyNotTheirs } from "./swap-rules.ts";
import { spanWords } from "./words.ts";

/** Answers a request for a swap that one got. Accepted, it becomes overrides at once, unless the schedule has changed meanwhile. */
export async function answerSwap(ctx: Ctx, input: z.output<typeof AnswerSwap>): Promise<{ overrides: string[] }> {
  const me = authorizePerson(ctx, "oncall.manage");
  return transaction(async (tx) => {
    const swap = await lockSwap(tx, input.id);
    if (swap.toUserId !== me.id) throw new ForbiddenError("Only whoever was asked answers this request.");
    const now = await databaseNow(tx);
    const overrides = input.isAccepted ? await exchange(tx, ctx, swap, now) : [];
    const state = input.isAccepted ? "accepted" : "declined";
    await tx.oncallSwap.update({ where: { id: swap.id }, data: { state, endedAt: new Date(now) } });
    const { schedule, give } = swap;
    await tell(tx, {
      userIds: [swap.fromUserId],
      kind: "oncall.swap",
      title: input.isAccepted ? `${me.name} takes your shift` : `${me.name} cannot take your shift`,
      body: `${schedule.name}: ${spanWords(give, schedule.zone)}`,
      href: "/on-call/mine",
    });
    await audit(tx, ctx, {
      action: input.isAccepted ? "oncall.swap.accept" : "oncall.swap.decline",
      subject: schedule.slug,
      detail: { id: swap.id, overrides },
    });
    return { overrides };
  });
}

async function exchange(tx: Transaction, ctx: Ctx, swap: LockedSwap, now: string): Promise<string[]> {
  refuseArchived(swap.schedule);
  await refuseUnfit(tx, [swap.fromUserId, swap.toUserId]);
  const give = ahead(swap.give, now);
  const take = swap.take && ahead(swap.take, now);
  const [schedule] = await loadSchedules(tx, [swap.scheduleId]);
  const wrong = schedule && (whyNotTheirs(schedule, swap.from, give) ?? (take && whyNotTheirs(schedule, swap.to, take)));
  if (wrong) throw new ConflictError(`The schedule has changed since you were asked: ${wrong} Decline, and agree anew.`);
  const one = { schedule: swap.scheduleId, swap: swap.id, reason: `Swap: ${swap.from.name} and ${swap.to.name}`, now };
  const overrides = [await storeOverride(tx, ctx, { ...one, ...give, person: swap.toUserId })];
  if (take) overrides.push(await storeOverride(tx, ctx, { ...one, ...take, person: swap.fromUserId }));
  return overrides;
}

/** What of the hours is still to come. */
function ahead({ from, to }: SwapSpan, now: string): SwapSpan {
  if (to <= now) throw new ConflictError("These hours are over; nobody can take them any more. Decline the request.");
  return { from: from < now ? now : from, to };
}
