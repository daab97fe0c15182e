import type { PagerHealth } from "#lib/contracts/pager.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { pagerSettings } from "./pager-settings.ts";

const SHOWN_TESTS = 60;

type Counts = {
  armed: number;
  next_at: Date | null;
  waiting: number;
  sent: number;
  failed: number;
  p50: number | null;
  p99: number | null;
  longest: number | null;
};

/** How well paging works now and did over the last day. */
export async function readPagerHealth(ctx: Ctx): Promise<PagerHealth> {
  authorize(ctx, "settings.manage");
  const [now, check, { settings, version }, [counts], tests] = await Promise.all([
    databaseNow(db()),
    db().pagerCheck.findUnique({ where: { id: 1 } }),
    pagerSettings(),
    readCounts(),
    db().pagerSelfTest.findMany({ orderBy: { dueAt: "desc" }, take: SHOWN_TESTS }),
  ]);
  return {
    now,
    checkedAt: check?.checkedAt.toISOString() ?? null,
    problems: (check?.problems ?? []) as string[],
    heartbeat: { at: check?.heartbeatAt?.toISOString() ?? null, problem: check?.heartbeatProblem ?? null },
    armed: counts?.armed ?? 0,
    nextAt: counts?.next_at?.toISOString() ?? null,
    waiting: counts?.waiting ?? 0,
    sentToday: counts?.sent ?? 0,
    failedToday: counts?.failed ?? 0,
    lateness: counts?.p50 == null ? null : { p50: counts.p50, p99: counts.p99 ?? 0, longest: counts.longest ?? 0 },
    selfTests: tests.map(({ dueAt, sentAt, problem }) => ({
      at: dueAt.toISOString(),
      lateMs: problem ? null : (sentAt?.getTime() ?? Date.parse(now)) - dueAt.getTime(),
      problem,
    })),
    settings,
    version,
  };
}

/** Lateness only of what was sent at the first attempt: a receiver that refuses is not our being late. */
function readCounts(): Promise<Counts[]> {
  return db().$queryRaw<Counts[]>`
    SELECT
      (SELECT count(*)::int FROM escalation_timer WHERE due_at IS NOT NULL) AS armed,
      (SELECT min(due_at) FROM escalation_timer WHERE due_at IS NOT NULL) AS next_at,
      (SELECT count(*)::int FROM page_delivery d JOIN page p ON p.id = d.page_id WHERE d.state IN ('waiting', 'sending') AND p.settled_at IS NULL) AS waiting,
      s.sent, s.failed, s.p50, s.p99, s.longest
    FROM (
      SELECT count(*) FILTER (WHERE state IN ('sent', 'delivered'))::int AS sent, count(*) FILTER (WHERE state = 'failed')::int AS failed,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY late) FILTER (WHERE attempt = 1)::float8 AS p50,
        percentile_cont(0.99) WITHIN GROUP (ORDER BY late) FILTER (WHERE attempt = 1)::float8 AS p99,
        max(late) FILTER (WHERE attempt = 1)::float8 AS longest
      FROM (
        SELECT state, attempt, CASE WHEN position = 0 THEN extract(epoch FROM settled_at - created_at) * 1000 END AS late
        FROM page_delivery WHERE settled_at > muster_now() - interval '1 day' AND state IN ('sent', 'delivered', 'failed')
      ) d
    ) s`;
}
