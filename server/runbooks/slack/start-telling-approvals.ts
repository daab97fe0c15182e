import { log } from "#server/platform/log.ts";
import { ask } from "#server/platform/sql.ts";
import { hear } from "#server/realtime/listener.ts";
import { type ToTell, tellSlack } from "./tell-slack.ts";

const LOOK_MS = 5_000;
const GATHER_MS = 200;
const MOST = 4;
/** Nobody else tells it meanwhile. */
const LEASE_SECONDS = 60;
const MOST_TRIES = 6;

/** Tells Slack of approvals that are asked, and there what became of them. Returns how to stop. */
export function startTellingApprovals(): () => Promise<void> {
  const stop = new AbortController();
  let [isLooking, isWanted] = [false, false];
  let looking: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    timer = undefined;
    isWanted = true;
    if (isLooking || stop.signal.aborted) return;
    [isLooking, isWanted] = [true, false];
    looking = tellDue(stop.signal)
      .catch((error: unknown) => log.warn({ error: String(error) }, "Approvals could not be told to Slack; trying again."))
      .finally(() => {
        isLooking = false;
        if (isWanted) look();
      });
  };
  const regular = setInterval(look, LOOK_MS);
  const lookSoon = (): void => {
    timer ??= setTimeout(look, GATHER_MS);
  };
  const silence = hear((wake) => {
    if (wake.kind === "all" || (wake.kind === "incident" && wake.fact === "access")) void withdrawHidden().then(lookSoon, lookSoon);
    else if (wake.kind === "queue") lookSoon();
  });
  void withdrawHidden().then(look, look);
  return async () => {
    stop.abort();
    silence();
    clearInterval(regular);
    clearTimeout(timer);
    await looking;
  };
}

/** What stands in Slack of an incident that is private now is due to be taken away. */
export async function withdrawHidden(): Promise<void> {
  await ask({
    name: "approval-slack-hidden",
    text: `UPDATE runbook_approval a SET slack_due_at = muster_now() FROM runbook_run r JOIN incident i ON i.id = r.incident_id
      WHERE r.id = a.run_id AND a.slack_ref IS NOT NULL AND a.slack_due_at IS NULL AND i.visibility <> 'normal'`,
  });
}

/** Tells all that is due. Each is claimed for a while, so that of several workers one does it. */
export async function tellDue(signal: AbortSignal): Promise<void> {
  for (;;) {
    const claimed = await ask<ToTell>({
      name: "approval-slack-claim",
      text: `UPDATE runbook_approval a SET slack_due_at = muster_now() + make_interval(secs => $2), slack_tries = slack_tries + 1
        FROM runbook_run r LEFT JOIN incident i ON i.id = r.incident_id
        WHERE r.id = a.run_id AND a.id IN (
          SELECT id FROM runbook_approval WHERE slack_due_at <= muster_now() ORDER BY slack_due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
        RETURNING a.id, a.n, a.bound, a.state, a.reason, a.decided_name AS "decidedName", a.slack_ref AS "slackRef", a.slack_tries AS tries,
          r.title AS runbook, r.started_by->>'name' AS "startedBy", r.plan, i.reference,
          COALESCE(i.visibility <> 'normal' OR i.kind = 'drill', false) AS "isHidden"`,
      values: [MOST, LEASE_SECONDS],
    });
    await Promise.all(claimed.map((one) => tellOne(one, signal)));
    if (claimed.length < MOST || signal.aborted) return;
  }
}

async function tellOne(one: ToTell, signal: AbortSignal): Promise<void> {
  try {
    const reference = await tellSlack(one, signal);
    await ask({
      name: "approval-slack-told",
      text: `UPDATE runbook_approval SET slack_ref = $2, slack_state = $3, slack_tries = 0,
        slack_due_at = CASE WHEN state <> $3 AND $2::text IS NOT NULL THEN muster_now() END WHERE id = $1`,
      values: [one.id, reference, one.state],
    });
  } catch (error) {
    log.warn({ approval: one.id, error: String(error) }, "An approval could not be told to Slack.");
    await ask({
      name: "approval-slack-failed",
      text: "UPDATE runbook_approval SET slack_due_at = CASE WHEN $2 THEN muster_now() + make_interval(secs => $3) END WHERE id = $1",
      values: [one.id, one.tries < MOST_TRIES, 2 ** one.tries],
    });
  }
}
