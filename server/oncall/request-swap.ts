import type { z } from "zod";
import type { RequestSwap } from "#lib/contracts/oncall.ts";
import { tell } from "#server/notifications/index.ts";
import { audit } from "#server/platform/audit.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, type Transaction, transaction } from "#server/platform/db.ts";
import { ConflictError, InvalidError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { loadSchedules } from "./load-schedules.ts";
import { lockSchedule, refuseArchived, refuseUnfit } from "./schedule.ts";
import { whyNotTheirs } from "./swap-rules.ts";
import { spanWords } from "./words.ts";

/** Asks somebody to take one's shift, perhaps for one of theirs. Nothing changes until they accept. */
export async function requestSwap(ctx: Ctx, input: z.output<typeof RequestSwap>): Promise<{ id: string }> {
  const me = authorizePerson(ctx, "oncall.manage");
  if (input.to === me.id) throw new InvalidError("You cannot swap with yourself. Choose somebody else.");
  return transaction(async (tx) => {
    const row = await lockSchedule(tx, input.schedule);
    refuseArchived(row);
    await refuseUnfit(tx, [input.to]);
    const now = await databaseNow(tx);
    if ([input.give, input.take].some((span) => span && span.to <= now))
      throw new InvalidError("These hours are over. Choose a shift that is still to come.");
    const [schedule] = await loadSchedules(tx, [row.id]);
    const to = await tx.user.findUniqueOrThrow({ where: { id: input.to }, select: { id: true, name: true } });
    const wrong = schedule && (whyNotTheirs(schedule, me, input.give) ?? (input.take && whyNotTheirs(schedule, to, input.take)));
    if (wrong) throw new ConflictError(`${wrong} Reload and choose again.`);
    await refuseAskedAlready(tx, me.id, input);
    const id = newId();
    await tx.oncallSwap.create({
      data: {
        id,
        scheduleId: row.id,
        fromUserId: me.id,
        toUserId: to.id,
        giveFrom: input.give.from,
        giveTo: input.give.to,
        takeFrom: input.take?.from ?? null,
        takeTo: input.take?.to ?? null,
        message: input.message,
        createdAt: new Date(now),
      },
    });
    await tell(tx, {
      userIds: [to.id],
      kind: "oncall.swap",
      title: `${me.name} asks you to take a shift`,
      body: [
        `${row.name}: ${spanWords(input.give, row.zone)}`,
        input.take ? `They take yours: ${spanWords(input.take, row.zone)}` : "",
        input.message,
      ]
        .filter(Boolean)
        .join("\n"),
      href: "/on-call/mine",
    });
    await audit(tx, ctx, { action: "oncall.swap.request", subject: row.slug, detail: { id, to: to.id, give: input.give, take: input.take } });
    return { id };
  });
}

async function refuseAskedAlready(tx: Transaction, me: string, { schedule, to, give }: z.output<typeof RequestSwap>): Promise<void> {
  const asked = await tx.oncallSwap.findFirst({
    where: { scheduleId: schedule, fromUserId: me, toUserId: to, state: "open", giveFrom: { lt: give.to }, giveTo: { gt: give.from } },
    select: { id: true },
  });
  if (asked) throw new ConflictError("You asked them for these hours already. Wait for their answer, or withdraw it.", null, "already_done");
}
