import { isActivePhase } from "#lib/contracts/incident-terms.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { db } from "#server/platform/db.ts";
import { timerOf } from "#server/timeline/index.ts";

/** What is later than this by the database's clock is not a slow second, it is a fault. */
const LATE_SECONDS = 10;
const MOST = 20;

/**
 * Looks for what must not be: steps that are due and were not fired, messages that nobody sends, incidents whose timer is not what their
 * state says. Each as a sentence for people; none: all is well.
 */
export async function pagerProblems(): Promise<string[]> {
  const [overdue, stuck, wrong] = await Promise.all([overdueSteps(), stuckMessages(), wrongTimers()]);
  return [...overdue, ...stuck, ...wrong];
}

async function overdueSteps(): Promise<string[]> {
  const rows = await db().$queryRaw<{ reference: string; seconds: number; problem: string | null }[]>`
    SELECT i.reference, extract(epoch FROM muster_now() - t.due_at)::int AS seconds, t.problem
    FROM escalation_timer t JOIN incident i ON i.id = t.incident_id
    WHERE t.due_at < muster_now() - make_interval(secs => ${LATE_SECONDS}) ORDER BY t.due_at LIMIT ${MOST}`;
  return rows.map(({ reference, seconds, problem }) => `A step of ${reference} is ${seconds} s late${problem ? `: ${problem}` : ""}.`);
}

async function stuckMessages(): Promise<string[]> {
  const rows = await db().$queryRaw<{ channel: string; count: number; seconds: number }[]>`
    SELECT d.channel, count(*)::int AS count, max(extract(epoch FROM muster_now() - d.due_at))::int AS seconds
    FROM page_delivery d JOIN page p ON p.id = d.page_id
    WHERE d.state IN ('waiting', 'sending') AND d.due_at < muster_now() - make_interval(secs => ${LATE_SECONDS}) AND p.settled_at IS NULL
    GROUP BY d.channel`;
  return rows.map(
    ({ channel, count, seconds }) => `${count} ${count === 1 ? "message" : "messages"} by ${channel} wait to be sent, for up to ${seconds} s.`,
  );
}

async function wrongTimers(): Promise<string[]> {
  const rows = await db().$queryRaw<{ reference: string; state: RoomState; due_at: Date | null; is_armed: boolean }[]>`
    SELECT i.reference, i.state, t.due_at, t.incident_id IS NOT NULL AS is_armed
    FROM incident i LEFT JOIN escalation_timer t ON t.incident_id = i.id
    WHERE i.phase IN ('triage', 'investigating', 'identified', 'mitigating', 'monitoring') AND i.state->'escalation' <> 'null'::jsonb
      AND i.activity_at < muster_now() - make_interval(secs => ${LATE_SECONDS})
    ORDER BY i.declared_at DESC LIMIT 500`;
  return rows
    .filter(({ state, due_at, is_armed }) => {
      if (!state.escalation || !isActivePhase(state.phase)) return false;
      const wanted = timerOf(state.escalation, state).dueAt;
      return !is_armed || (wanted === null) !== (due_at === null);
    })
    .slice(0, MOST)
    .map(({ reference, is_armed }) => (is_armed ? `The timer of ${reference} is not what its state says.` : `${reference} has no timer.`));
}
