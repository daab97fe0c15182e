import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import { log } from "#server/platform/log.ts";
import { outgoing } from "#server/platform/outgoing/index.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { pagerProblems } from "./auditor.ts";
import { pagerSettings } from "./pager-settings.ts";

const EVERY_MS = 30_000;
/** Whoever was told is told again when it still stands after this. */
const AGAIN_MINUTES = 15;
const LONGEST_MS = 5_000;

/** Audits the pager every 30 seconds. Several workers may: each look is the same, and only one of them raises. Returns how to stop. */
export function startAuditing(): () => void {
  const look = (): void => {
    void auditPager().catch((error: unknown) => log.error({ error: String(error) }, "The pager could not be audited; no heartbeat was given."));
  };
  const timer = setInterval(look, EVERY_MS);
  return () => clearInterval(timer);
}

/** One look: raises through a channel beside the pager when something is wrong, and gives a heartbeat only when all is well. */
export async function auditPager(): Promise<string[]> {
  const [problems, { settings }] = await Promise.all([pagerProblems(), pagerSettings()]);
  if (problems.length > 0) await raise(problems, settings.alarmUrl);
  const heartbeat = problems.length === 0 && settings.heartbeatUrl ? await ask(settings.heartbeatUrl, null) : null;
  await db().$executeRaw`
    INSERT INTO pager_check (id, checked_at, problems, heartbeat_at, heartbeat_problem)
    VALUES (1, muster_now(), ${JSON.stringify(problems)}::jsonb, CASE WHEN ${heartbeat === ""} THEN muster_now() END, ${heartbeat || null})
    ON CONFLICT (id) DO UPDATE SET checked_at = excluded.checked_at, problems = excluded.problems,
      heartbeat_at = coalesce(excluded.heartbeat_at, pager_check.heartbeat_at), heartbeat_problem = excluded.heartbeat_problem`;
  return problems;
}

/** Tells all administrators in their inbox, and the alarm address; once while it stands, and again after a while. */
async function raise(problems: readonly string[], alarmUrl: string): Promise<void> {
  const claimed = await db().$executeRaw`
    INSERT INTO pager_check (id, checked_at, raised_at) VALUES (1, muster_now(), muster_now())
    ON CONFLICT (id) DO UPDATE SET raised_at = muster_now()
    WHERE pager_check.raised_at IS NULL OR pager_check.problems = '[]'::jsonb
      OR pager_check.raised_at < muster_now() - make_interval(mins => ${AGAIN_MINUTES})`;
  if (claimed === 0) return;
  const words = problems.join(" ");
  log.error({ problems }, "Something is wrong with paging.");
  const admins = await db().user.findMany({ where: { role: "admin", deactivatedAt: null }, select: { id: true } });
  for (const { id } of admins) {
    await db().$executeRaw`
      WITH made AS (
        INSERT INTO notification (id, user_id, kind, title, body, href, created_at)
        VALUES (${newId()}::uuid, ${id}::uuid, 'pager', 'Something is wrong with paging', ${words.slice(0, 1_000)}, '/settings/pager', muster_now()) RETURNING user_id
      )
      SELECT pg_notify('muster', 'inbox ' || user_id) FROM made`;
  }
  if (alarmUrl) {
    const failure = await ask(alarmUrl, JSON.stringify({ type: "pager.alarm", problems }));
    if (failure) log.error({ failure }, "The alarm address could not be told.");
  }
}

/** Asks an address; the empty string when it answered well, else what was wrong. */
export async function ask(url: string, body: string | null): Promise<string> {
  try {
    const { allowedHosts } = await organisationSettings();
    const headers: Record<string, string> = body ? { "content-type": "application/json" } : {};
    const answer = await outgoing({
      url,
      method: body ? "POST" : "GET",
      headers,
      body,
      allowedHosts,
      maxBytes: 1_024,
      isCutAllowed: true,
      timeoutMs: LONGEST_MS,
    });
    return answer.status < 300 ? "" : `It answered ${answer.status} instead of 2xx.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
