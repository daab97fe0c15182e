import { db } from "#server/platform/db.ts";
import { idInToken, idOfToken } from "../tokens.ts";
import { generationOf } from "./links.ts";

/** How long the link in a message that asks for confirmation counts. */
const CONFIRM_DAYS = 7;

/** Makes a subscription count from now on, with what was asked for last. Answers whether the link was good. */
export async function confirmSubscription(token: string): Promise<boolean> {
  const id = idInToken(token);
  const found = id ? await db().statusSubscriber.findUnique({ where: { id }, select: { askedAt: true } }) : null;
  if (!found || (await idOfToken("confirm", token, generationOf(found))) === null) return false;
  const count = await db().$executeRaw`
    UPDATE status_subscriber SET components = wanted, confirmed_at = coalesce(confirmed_at, muster_now()), ended_at = NULL
    WHERE id = ${id}::uuid AND asked_at = ${found.askedAt} AND asked_at > muster_now() - make_interval(days => ${CONFIRM_DAYS})`;
  return count > 0;
}

/** Ends a subscription and forgets the address, with everything that waits for it. Answers whether there was one. */
export async function endSubscription(token: string): Promise<boolean> {
  const id = await idOfToken("unsubscribe", token);
  if (id === null) return false;
  const { count } = await db().statusSubscriber.deleteMany({ where: { id } });
  return count > 0;
}

/** Forgets addresses that nobody confirmed, and messages that were settled long ago. */
export async function forgetOld(): Promise<void> {
  await db().$executeRaw`
    DELETE FROM status_subscriber WHERE confirmed_at IS NULL AND asked_at < muster_now() - make_interval(days => ${CONFIRM_DAYS})`;
  await db().$executeRaw`DELETE FROM status_delivery WHERE settled_at < muster_now() - interval '90 days'`;
}
