import type { Transaction } from "#server/platform/db.ts";
import { ConflictError, NotFoundError } from "#server/platform/errors.ts";
import { lockSchedule } from "./schedule.ts";

export type LockedSwap = Awaited<ReturnType<typeof lockSwap>>;

/** A request that still waits for an answer, with its schedule locked. */
export async function lockSwap(tx: Transaction, id: string) {
  const found = await tx.oncallSwap.findUnique({ where: { id }, select: { scheduleId: true } });
  if (!found) throw new NotFoundError("This request does not exist. Reload and look again.");
  const schedule = await lockSchedule(tx, found.scheduleId);
  const name = { select: { id: true, name: true } };
  const row = await tx.oncallSwap.findUniqueOrThrow({ where: { id }, include: { from: name, to: name } });
  if (row.state !== "open") throw new ConflictError(`This request was ${row.state} already. Reload to see how things stand.`, null, "already_done");
  const { giveFrom, giveTo, takeFrom, takeTo, ...rest } = row;
  const give = { from: giveFrom.toISOString(), to: giveTo.toISOString() };
  const take = takeFrom && takeTo ? { from: takeFrom.toISOString(), to: takeTo.toISOString() } : null;
  return { ...rest, schedule, give, take };
}
