import type { Prisma } from "#generated/prisma/client.ts";
import type { Ctx } from "./ctx.ts";
import type { Transaction } from "./db.ts";

/**
 * Does `work` once for a request that named itself: a repeat by the same person, after an answer was lost on the way, gets the first
 * answer and changes nothing. The receipt is stored with the change. Answers have to survive JSON.
 */
export async function once<T>(tx: Transaction, ctx: Ctx, work: () => Promise<T>): Promise<T> {
  if (!ctx.requestKey) return work();
  const key = `request:${ctx.actor.id}:${ctx.requestKey}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
  const kept = await tx.receipt.findUnique({ where: { key }, select: { answer: true } });
  if (kept) return (kept.answer as { value?: T }).value as T;
  const value = await work();
  await tx.receipt.create({ data: { key, answer: { value } as Prisma.InputJsonObject } });
  return value;
}
