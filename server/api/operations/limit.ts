import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import type { Ctx } from "#server/platform/ctx.ts";
import { env } from "#server/platform/env.ts";
import { UnavailableError } from "#server/platform/errors.ts";

let limiter: RateLimiterMemory | undefined;

/** Counts a call of one key or person in this process. @throws with the seconds to wait, above MUSTER_API_RATE a minute. */
export async function countCall(ctx: Ctx): Promise<void> {
  limiter ??= new RateLimiterMemory({ points: env().MUSTER_API_RATE, duration: 60 });
  const refused = await limiter.consume(ctx.key?.id ?? ctx.actor.id).then(
    () => null,
    (refusal: RateLimiterRes) => refusal,
  );
  if (!refused) return;
  const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
  const limit = env().MUSTER_API_RATE.toLocaleString("en");
  throw new UnavailableError(
    `More than ${limit} calls in a minute. Wait ${seconds} seconds, or raise MUSTER_API_RATE.`,
    "too_many_requests",
    seconds,
  );
}
