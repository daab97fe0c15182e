import type { Limits } from "./far.ts";

/**
 * How long to wait before the next attempt, in milliseconds: what the far side asks for, plus up to a tenth so that not everybody comes back at
 * once; else full jitter, anything between nothing and a bound that doubles (Brooker, “Exponential backoff and jitter”, AWS 2015). Null when
 * the far side asks for more than the longest wait. `random` in [0, 1). Pure but for the clock that dates are compared with.
 */
export function waitBefore(attempt: number, headers: Record<string, string>, limits: Limits, random: number, now = Date.now()): number | null {
  const wanted = wantedMs(headers, now);
  if (wanted === null) return Math.min(limits.waitMs * 2 ** (attempt - 1), limits.longestWaitMs) * random;
  return wanted > limits.longestWaitMs ? null : wanted * (1 + random / 10);
}

/** Retry-After in seconds or as a date (RFC 9110, 10.2.3), or the seconds that Datadog gives. */
export function wantedMs(headers: Record<string, string>, now: number): number | null {
  const said = headers["retry-after"] ?? headers["x-ratelimit-reset"];
  if (said === undefined) return null;
  if (/^\s*\d+(\.\d+)?\s*$/.test(said)) return Number(said) * 1_000;
  const at = Date.parse(said);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
