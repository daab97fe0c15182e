import type { RunDay } from "#lib/contracts/agent.ts";

export type Sums = Omit<RunDay, "day" | "agent"> & {
  /** True when some of it has no known price, so that the known sum is too small. */
  isCostPartial: boolean;
};

/** Days and agents taken together. The cost is what is known of it; null when nothing is. Pure. */
export function sumsOf(days: readonly RunDay[]): Sums {
  const sums: Sums = { runs: 0, failed: 0, tokensIn: 0, tokensOut: 0, costDollars: days.length === 0 ? 0 : null, isCostPartial: false };
  for (const { runs, failed, tokensIn, tokensOut, costDollars } of days) {
    sums.runs += runs;
    sums.failed += failed;
    sums.tokensIn += tokensIn;
    sums.tokensOut += tokensOut;
    if (costDollars === null) sums.isCostPartial = true;
    else sums.costDollars = (sums.costDollars ?? 0) + costDollars;
  }
  return sums;
}
