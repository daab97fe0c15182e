import { newId } from "#server/platform/id.ts";
import { ask } from "#server/platform/sql.ts";
import { type Chunk, type Driving, storable } from "./chunks.ts";

/** The right to write to a run: its present worker's, for this turn. A later claim has a higher `fence`. */
export type Lease = { runId: string; worker: string; fence: number };

/** `state` is planned, or failed where its maker wrote no usable call. */
export type NewCall = { n: number; callId: string; tool: string; input: unknown; state: string; output: unknown };
export type CallState = { callId: string; state: "started" | "done" | "failed" | "proposed"; output?: unknown };
export type NewProposal = {
  id: string;
  callId: string;
  incidentId: string | null;
  tool: string;
  input: unknown;
  title: string;
  effect: string;
  risk: string;
  hash: string;
  minutes: number;
};

/** Everything that one moment of a run changes; stored together, or not at all. */
export type Advance = {
  chunks?: Chunk[];
  used?: { steps?: number; tokensIn?: number; tokensOut?: number; costMicros?: number | null };
  plan?: NewCall[];
  call?: CallState;
  proposal?: NewProposal;
  state?: "waiting" | "done" | "failed";
  driver?: Driving;
  model?: string;
  note?: string;
  modelError?: string;
  isPersonal?: boolean;
  /** Ids of incidents that this names. */
  named?: string[];
};

/** The run is another worker's now, or over. Whoever drove it stops without a trace. */
export class LostLease extends Error {
  constructor() {
    super("This run is no longer this worker's.");
  }
}

const ADVANCE = `
  WITH run AS (
    UPDATE agent_run SET
      last_seq = last_seq + jsonb_array_length($4::jsonb), steps = steps + $5, tokens_in = tokens_in + $6, tokens_out = tokens_out + $7,
      cost_micros = cost_micros + $8, state = COALESCE($9, state), driver = COALESCE($10, driver), model = COALESCE($17, model), note = COALESCE($11, note),
      model_error = COALESCE($12, model_error), model_error_at = CASE WHEN $12::text IS NULL THEN model_error_at ELSE muster_now() END,
      is_personal = is_personal OR $13, named = ARRAY(SELECT DISTINCT unnest(named || $18::uuid[])), worker = CASE WHEN $9::text IS NULL THEN worker END, lease_until = CASE WHEN $9::text IS NULL THEN lease_until END,
      waiting_since = CASE WHEN $9 = 'waiting' THEN muster_now() END, ended_at = CASE WHEN $9 IN ('done', 'failed') THEN muster_now() END
    WHERE id = $1 AND worker = $2 AND fence = $3 AND state = 'running' RETURNING id, last_seq, incident_id
  ), chunk AS (
    INSERT INTO agent_run_chunk (run_id, seq, data, at)
    SELECT run.id, run.last_seq - jsonb_array_length($4::jsonb) + c.place, c.data, muster_now()
    FROM run, jsonb_array_elements($4::jsonb) WITH ORDINALITY AS c (data, place)
  ), planned AS (
    INSERT INTO agent_step (run_id, n, call_id, tool, input, state, output)
    SELECT run.id, c.n, c."callId", c.tool, c.input, c.state, c.output
    FROM run, jsonb_to_recordset($14::jsonb) AS c (n int, "callId" text, tool text, input jsonb, state text, output jsonb)
  ), moved AS (
    UPDATE agent_step s SET state = c.state, output = c.output, started_at = COALESCE(s.started_at, muster_now()),
      ended_at = CASE WHEN c.state <> 'started' THEN muster_now() END
    FROM run, jsonb_to_recordset($15::jsonb) AS c ("callId" text, state text, output jsonb) WHERE s.run_id = run.id AND s.call_id = c."callId"
  ), proposed AS (
    INSERT INTO proposal (id, run_id, call_id, incident_id, tool, input, title, effect, risk, state, hash, created_at, expires_at)
    SELECT p.id, run.id, p."callId", p."incidentId", p.tool, p.input, p.title, p.effect, p.risk, 'open', p.hash, muster_now(),
      muster_now() + make_interval(mins => p.minutes)
    FROM run, jsonb_to_recordset($16::jsonb) AS p (id uuid, "callId" text, "incidentId" uuid, tool text, input jsonb, title text, effect text, risk text,
      hash text, minutes int)
  )
  SELECT last_seq, pg_notify('muster', concat_ws(' ', 'run', id, last_seq))::text,
    CASE WHEN $9::text IS NOT NULL AND incident_id IS NOT NULL THEN pg_notify('muster', concat_ws(' ', 'runs', incident_id))::text END
  FROM run`;

/** Stores what a run did next, and wakes whoever follows it. Throws LostLease when it is not this worker's any more. */
export async function advance({ runId, worker, fence }: Lease, next: Advance): Promise<void> {
  const { used = {}, chunks = [], plan = [], call, proposal } = next;
  const counts = [used.steps ?? 0, used.tokensIn ?? 0, used.tokensOut ?? 0, used.costMicros === undefined ? 0 : used.costMicros];
  const columns = [next.state ?? null, next.driver ?? null, next.note ?? null, next.modelError ?? null, next.isPersonal ?? false];
  const rows = [plan, call ? [call] : [], proposal ? [proposal] : []];
  const values = [runId, worker, fence, asJson(chunks), ...counts, ...columns, ...rows.map(asJson), next.model ?? null, next.named ?? []];
  const [row] = await ask<{ last_seq: number }>({ name: "advance-run", text: ADVANCE, values });
  if (!row) throw new LostLease();
}

function asJson(value: unknown): string {
  return JSON.stringify(storable(value));
}

export type ClaimedRun = {
  id: string;
  agent: string;
  prompt: string;
  incidentId: string | null;
  reference: string | null;
  askedBy: string;
  keyId: string | null;
  isPersonal: boolean;
  fence: number;
  worker: string;
  steps: number;
  tokens: number;
  costMicros: number;
};

const CLAIM = `
  WITH due AS (
    SELECT id FROM agent_run WHERE state = 'queued' OR (state = 'running' AND lease_until <= muster_now())
    ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED
  )
  UPDATE agent_run r SET state = 'running', worker = $1, fence = r.fence + 1, lease_until = muster_now() + make_interval(secs => $3),
    started_at = COALESCE(r.started_at, muster_now())
  FROM due WHERE r.id = due.id
  RETURNING r.id, r.agent, r.prompt, r.incident_id AS "incidentId", (SELECT reference FROM incident i WHERE i.id = r.incident_id) AS reference,
    r.asked_by AS "askedBy", r.key_id AS "keyId", r.is_personal AS "isPersonal", r.fence, r.worker, r.steps, r.tokens_in + r.tokens_out AS tokens,
    COALESCE(r.cost_micros, 0)::float AS "costMicros",
    CASE WHEN r.incident_id IS NOT NULL THEN pg_notify('muster', concat_ws(' ', 'runs', r.incident_id))::text END AS told`;

/** Takes queued runs, and those whose worker was lost, oldest first; no two workers take the same. */
export function claimRuns(worker: string, most: number, leaseSeconds: number): Promise<ClaimedRun[]> {
  return ask<ClaimedRun>({ name: "claim-runs", text: CLAIM, values: [worker, most, leaseSeconds] });
}

/** Prolongs what this worker drives and answers with the ids that are still its own. */
export async function renewLeases(worker: string, ids: string[], leaseSeconds: number): Promise<Set<string>> {
  const rows = await ask<{ id: string }>({
    name: "renew-runs",
    text: `UPDATE agent_run SET lease_until = muster_now() + make_interval(secs => $3)
      WHERE id = ANY($2::uuid[]) AND worker = $1 AND state = 'running' RETURNING id`,
    values: [worker, ids, leaseSeconds],
  });
  return new Set(rows.map(({ id }) => id));
}

/** Gives runs back at once, for another worker to take up. */
export async function releaseRuns(worker: string): Promise<void> {
  await ask({
    name: "release-runs",
    text: "UPDATE agent_run SET lease_until = muster_now() WHERE worker = $1 AND state = 'running'",
    values: [worker],
  });
}

export async function storedChunks(runId: string, after = 0, limit = 1_000_000): Promise<{ seq: number; data: Chunk }[]> {
  return ask({
    name: "run-chunks",
    text: "SELECT seq, data FROM agent_run_chunk WHERE run_id = $1 AND seq > $2 ORDER BY seq LIMIT $3",
    values: [runId, after, limit],
  });
}

export async function storedCalls(runId: string): Promise<Map<string, { state: string; output: unknown }>> {
  const rows = await ask<{ call_id: string; state: string; output: unknown }>({
    name: "run-calls",
    text: "SELECT call_id, state, output FROM agent_step WHERE run_id = $1",
    values: [runId],
  });
  return new Map(rows.map(({ call_id, state, output }) => [call_id, { state, output }]));
}

export function newWorkerName(): string {
  return `${process.pid}-${newId()}`;
}
