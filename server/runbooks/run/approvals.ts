import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Bound } from "#lib/contracts/runbook-run.ts";
import { RUNBOOK_LIMITS } from "#lib/contracts/runbook-terms.ts";
import { newId } from "#server/platform/id.ts";
import type { Sql } from "#server/platform/sql.ts";

/** Others see it when they look. */
const MOST_TOLD = 500;
/** An hour. What nobody answers is asked anew after that in the console alone, so that no channel is told of it all weekend. */
const MOST_TIMES_IN_SLACK = 6;

/** SHA-256 of everything that an approval is given for, as canonical JSON (RFC 8785), hex. */
export function hashOf(bound: Bound): string {
  return createHash("sha256")
    .update(canonicalize(bound) ?? "")
    .digest("hex");
}

/**
 * Asks for the approval of exactly this. `askedBy`: who wants the step; with everybody who wanted it when it was asked before, none of them may
 * approve it. Answers how often it was asked already without an answer in time.
 */
export async function askApproval(sql: Sql, bound: Bound, askedBy: readonly string[]): Promise<number> {
  const values = [bound.run, bound.n];
  sql.send({
    name: "approval-supersede",
    text: "UPDATE runbook_approval SET state = 'void', reason = 'asked again' WHERE run_id = $1 AND n = $2 AND state IN ('asked', 'approved')",
    values,
  });
  const [before] = await sql.query<{ unanswered: number; wanted: string[] }>({
    name: "approvals-before",
    text: `SELECT count(*) FILTER (WHERE state = 'expired' AND decided_at IS NULL)::int AS unanswered,
        ARRAY(SELECT DISTINCT unnest(asked_by) FROM runbook_approval WHERE run_id = $1 AND n = $2) AS wanted
      FROM runbook_approval WHERE run_id = $1 AND n = $2`,
    values,
  });
  const { unanswered = 0, wanted = [] } = before ?? {};
  sql.send({
    name: "approval-ask",
    text: `INSERT INTO runbook_approval (id, run_id, n, hash, bound, state, asked_by, created_at, expires_at, slack_due_at)
      VALUES ($1, $2, $3, $4, $5, 'asked', $6::uuid[], muster_now(), muster_now() + make_interval(mins => $7),
        CASE WHEN $8 THEN muster_now() END)`,
    values: [
      ...[newId(), ...values, hashOf(bound), JSON.stringify(bound), [...new Set([...askedBy, ...wanted])]],
      ...[RUNBOOK_LIMITS.approvalMinutes, unanswered < MOST_TIMES_IN_SLACK],
    ],
  });
  return unanswered;
}

/** What waits for a decision changed for everybody who may approve. Their queues are read again, and Slack is told what became of it. */
export function tellApprovers(sql: Sql, runId: string): void {
  sql.send({
    name: "approval-slack-due",
    text: "UPDATE runbook_approval SET slack_due_at = muster_now() WHERE run_id = $1 AND slack_ref IS NOT NULL AND slack_state <> state",
    values: [runId],
  });
  sql.send({
    name: "approval-told",
    text: `SELECT pg_notify('muster', 'queue ' || id) FROM "user" WHERE deactivated_at IS NULL AND role IN ('responder', 'admin') ORDER BY id LIMIT $1`,
    values: [MOST_TOLD],
  });
}

/**
 * Uses up the one approval that was given for exactly this, by somebody who did not want it, within its time. False where there is none: then nothing
 * may be done. The step that it is for has to begin in the same transaction.
 */
export async function consumeApproval(sql: Sql, bound: Bound): Promise<boolean> {
  const used = await sql.query({
    name: "approval-use",
    text: `UPDATE runbook_approval SET state = 'used', used_at = muster_now()
      WHERE run_id = $1 AND n = $2 AND hash = $3 AND bound = $4::jsonb AND state = 'approved' AND used_at IS NULL AND expires_at > muster_now()
        AND decided_by IS NOT NULL AND NOT decided_by = ANY (asked_by)
        AND decided_by::text IS DISTINCT FROM (SELECT r.started_by->>'id' FROM runbook_run r WHERE r.id = run_id)
        AND EXISTS (SELECT FROM "user" u WHERE u.id = decided_by AND u.deactivated_at IS NULL AND u.role IN ('responder', 'admin')) RETURNING id`,
    values: [bound.run, bound.n, hashOf(bound), JSON.stringify(bound)],
  });
  return used.length === 1;
}

/** What differs between what was approved and what is there now, in a sentence; null where nothing does. Pure. */
export function differenceOf(before: Bound, now: Bound): string | null {
  if (hashOf(before) === hashOf(now)) return null;
  if (before.observed !== now.observed) return `the target has changed: it was “${cut(before.observed)}”, and is “${cut(now.observed)}”`;
  if ((before.cluster ?? null) !== now.cluster)
    return `the cluster is another one: it was “${before.cluster ?? "none"}”, and is “${now.cluster ?? "none"}”`;
  if (before.argv.join("\0") !== now.argv.join("\0")) return "the command is another one";
  if (before.plan !== now.plan) return "what it would change is something else";
  return "what it was given for is not what would be done";
}

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}
