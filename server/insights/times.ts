import { Prisma } from "#generated/prisma/client.ts";
import type { Summary, Times } from "#lib/contracts/insights.ts";

type Pair = [number | null, number | null] | null;
export type TimesRow = {
  count: number;
  detect_count: number;
  acknowledge_count: number;
  mitigate_count: number;
  resolve_count: number;
  detect: Pair;
  acknowledge: Pair;
  mitigate: Pair;
  resolve: Pair;
};

/** SQL for the columns of a `TimesRow`: how many incidents know each time, its median and 90th percentile, interpolated. */
export const TIMES_COLUMNS = Prisma.sql`count(*)::int AS count,
  count(i.to_detect)::int AS detect_count, percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY i.to_detect) AS detect,
  count(i.to_acknowledge)::int AS acknowledge_count, percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY i.to_acknowledge) AS acknowledge,
  count(i.to_mitigate)::int AS mitigate_count, percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY i.to_mitigate) AS mitigate,
  count(i.to_resolve)::int AS resolve_count, percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY i.to_resolve) AS resolve`;

export function summaryOf(row: TimesRow | undefined): Summary {
  return { count: row?.count ?? 0, times: timesOf(row) };
}

function timesOf(row: TimesRow | undefined): Times {
  return {
    toDetect: spread(row?.detect_count, row?.detect),
    toAcknowledge: spread(row?.acknowledge_count, row?.acknowledge),
    toMitigate: spread(row?.mitigate_count, row?.mitigate),
    toResolve: spread(row?.resolve_count, row?.resolve),
  };
}

function spread(count = 0, pair: Pair = null): Times["toDetect"] {
  return { count, median: rounded(pair?.[0]), p90: rounded(pair?.[1]) };
}

function rounded(milliseconds: number | null | undefined): number | null {
  return milliseconds === null || milliseconds === undefined ? null : Math.round(milliseconds);
}
