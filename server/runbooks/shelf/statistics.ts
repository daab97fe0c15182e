import type { RunbookStatistics } from "#lib/contracts/runbook-run.ts";
import { db } from "#server/platform/db.ts";

const STALE_DAYS = 180;

/** How often each was run, how it went, and how long it takes. Dry runs do not count. */
export async function statisticsOf(): Promise<Map<string, RunbookStatistics>> {
  const rows = await db().$queryRaw<
    {
      slug: string;
      runs: number;
      succeeded: number;
      medianMs: number | null;
      lastUsedAt: Date;
      firstUsedAt: Date;
      lastGoodAt: Date | null;
      now: Date;
    }[]
  >`
    SELECT slug, count(*)::int AS runs, count(*) FILTER (WHERE state = 'succeeded')::int AS succeeded, muster_now() AS now,
      (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - started_at) * 1000) FILTER (WHERE state = 'succeeded'))::float8 AS "medianMs",
      max(created_at) AS "lastUsedAt", min(created_at) AS "firstUsedAt", max(ended_at) FILTER (WHERE state = 'succeeded') AS "lastGoodAt"
    FROM runbook_run WHERE mode <> 'dry' AND state <> 'proposed' GROUP BY slug`;
  return new Map(
    rows.map(({ slug, runs, succeeded, medianMs, lastUsedAt, firstUsedAt, lastGoodAt, now }) => [
      slug,
      {
        runs,
        succeeded,
        medianMs: medianMs === null ? null : Math.round(medianMs),
        lastUsedAt: lastUsedAt.toISOString(),
        isStale: now.getTime() - (lastGoodAt ?? firstUsedAt).getTime() > STALE_DAYS * 86_400_000,
      },
    ]),
  );
}

export const NEVER_RUN: RunbookStatistics = { runs: 0, succeeded: 0, medianMs: null, lastUsedAt: null, isStale: false };
