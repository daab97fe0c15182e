import { newId } from "#server/platform/id.ts";
import { askPaging } from "#server/platform/sql.ts";
import { pagerSettings } from "./pager-settings.ts";
import { ask } from "./start-auditing.ts";

const EVERY_MS = 60_000;
/** Longer than the engine may sleep, so that it is seen before it is due. */
const LEAD_SECONDS = 7;
const KEPT = 500;

/** Puts a page to nobody in front of the engine every minute, while that is wanted. Several workers make one. Returns how to stop. */
export function startSelfTests(): () => void {
  const timer = setInterval(() => void makeSelfTest().catch(() => undefined), EVERY_MS);
  return () => clearInterval(timer);
}

export async function makeSelfTest(): Promise<void> {
  const { settings } = await pagerSettings();
  if (!settings.isSelfTesting) return;
  await askPaging({
    name: "self-test-make",
    text: `
      WITH old AS (DELETE FROM pager_self_test WHERE id IN (SELECT id FROM pager_self_test ORDER BY due_at DESC OFFSET ${KEPT}))
      INSERT INTO pager_self_test (id, due_at)
      SELECT $1, muster_now() + make_interval(secs => ${LEAD_SECONDS})
      WHERE NOT EXISTS (SELECT FROM pager_self_test WHERE due_at > muster_now() - interval '50 seconds')`,
    values: [newId()],
  });
}

/** Fires what is due, as steps are fired: claimed by one worker, sent to the alarm address where there is one. */
export async function fireSelfTests(): Promise<void> {
  const due = await askPaging<{ id: string }>({
    name: "self-test-fire",
    text: `
      UPDATE pager_self_test SET fired_at = muster_now() WHERE id IN (
        SELECT id FROM pager_self_test WHERE due_at <= muster_now() AND fired_at IS NULL FOR UPDATE SKIP LOCKED)
      RETURNING id`,
  });
  for (const { id } of due) {
    const { settings } = await pagerSettings();
    const problem = settings.alarmUrl ? await ask(settings.alarmUrl, JSON.stringify({ type: "pager.self-test", id })) : "";
    await askPaging({
      name: "self-test-sent",
      text: "UPDATE pager_self_test SET sent_at = CASE WHEN $2 = '' THEN muster_now() END, problem = nullif($2, '') WHERE id = $1",
      values: [id, problem],
    });
  }
}
