import type { IntegrationKind } from "#lib/contracts/integration-kinds.ts";
import { normaliseText } from "#lib/contracts/text.ts";
import { ask } from "#server/platform/sql.ts";

/** Longer than a batch may take: whoever still holds it after that is gone. */
const LEASE_SECONDS = 30;
const MOST_ATTEMPTS = 5;
const LONGEST_RESULT = 1_000;

/** A kept message in hand. `attempt` is the right to say what came of it. `kind` null: it came by the API, or its integration is gone. */
export type ClaimedEvent = {
  id: string;
  integrationId: string;
  attempt: number;
  round: number;
  subject: string;
  body: Buffer;
  receivedAt: string;
  kind: IntegrationKind | null;
  name: string;
  settings: unknown;
};

type Row = Omit<ClaimedEvent, "receivedAt"> & { roundAt: Date };

/** Takes what waits, the urgent first, also what a worker took and did not finish within its lease. */
export async function claimEvents(most: number): Promise<ClaimedEvent[]> {
  const rows = await ask<Row>({
    name: "intake-claim",
    text: `
      WITH due AS MATERIALIZED (
        SELECT id FROM intake_event WHERE state IN ('waiting', 'working') AND due_at <= muster_now()
        ORDER BY urgency, due_at LIMIT $1 FOR UPDATE SKIP LOCKED
      ), claimed AS (
        UPDATE intake_event e SET state = 'working', attempt = e.attempt + 1, due_at = muster_now() + make_interval(secs => $2)
        FROM due WHERE e.id = due.id
        RETURNING e.id, e.integration_id, e.attempt, e.round, e.subject, e.body, e.round_at, e.urgency
      )
      SELECT c.id, c.integration_id AS "integrationId", c.attempt, c.round, c.subject, c.body, c.round_at AS "roundAt",
        i.kind, coalesce(i.name, 'API') AS name, coalesce(i.settings, '{}') AS settings
      FROM claimed c LEFT JOIN integration i ON i.id = c.integration_id ORDER BY c.urgency, c.round_at, c.id`,
    values: [most, LEASE_SECONDS],
  });
  return rows.map(({ roundAt, ...row }) => ({ ...row, receivedAt: roundAt.toISOString() }));
}

export type EventOutcome = { event: Pick<ClaimedEvent, "id" | "attempt">; isGood: boolean; result: string };

/** Records what came of messages, where nobody else took them in the meantime. */
export async function settleEvents(outcomes: readonly EventOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await ask({
    name: "intake-settle",
    text: `
      UPDATE intake_event e SET state = s.state, result = s.result, handled_at = muster_now()
      FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[]) AS s (id, attempt, state, result)
      WHERE e.id = s.id AND e.attempt = s.attempt AND e.state = 'working'`,
    values: [
      outcomes.map(({ event }) => event.id),
      outcomes.map(({ event }) => event.attempt),
      outcomes.map(({ isGood }) => (isGood ? "done" : "failed")),
      outcomes.map(({ result }) => normaliseText(result).slice(0, LONGEST_RESULT)),
    ],
  });
}

/** Puts a message off after something went wrong here; after several times it is given up, and stays in the inspector. */
export async function putOff({ id, attempt }: Pick<ClaimedEvent, "id" | "attempt">, reason: string): Promise<void> {
  await ask({
    name: "intake-put-off",
    text: `
      UPDATE intake_event SET result = $3, state = CASE WHEN attempt >= $4 THEN 'failed' ELSE 'waiting' END,
        due_at = muster_now() + make_interval(secs => attempt * attempt), handled_at = CASE WHEN attempt >= $4 THEN muster_now() END
      WHERE id = $1 AND attempt = $2 AND state = 'working'`,
    values: [id, attempt, reason, MOST_ATTEMPTS],
  });
}
