import type { RunDay, RunHealth, RunState } from "#lib/contracts/agent.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { modelConfigured } from "./model/configured.ts";

const DAYS = 30;
const FAILURES = 10;

/** How agents and their model do: counts, failures, tokens and cost of the last 30 days (UTC), per day and agent. No words of any run. */
export async function runHealth(ctx: Ctx): Promise<RunHealth> {
  authorize(ctx, "settings.manage");
  const model = modelConfigured();
  const [failures, counts, days, lastSuccessAt, openProposals] = await Promise.all([
    lastFailures(),
    countsByState(),
    perDay(),
    lastSuccess(),
    open(),
  ]);
  const lastFailure = failures[0]?.at ?? null;
  const isFailing = lastFailure !== null && (lastSuccessAt === null || lastFailure > lastSuccessAt);
  const state = !model ? "off" : isFailing ? "failing" : lastSuccessAt ? "well" : "untried";
  return { model, state, lastSuccessAt, failures, counts, openProposals, days };
}

async function lastFailures(): Promise<RunHealth["failures"]> {
  const rows = await db().$queryRaw<{ id: string; agent: string; at: Date; reason: string }[]>`
    SELECT id, agent, COALESCE(model_error_at, ended_at) AS at, COALESCE(model_error, note, 'It failed.') AS reason FROM agent_run
    WHERE model_error IS NOT NULL OR state = 'failed' ORDER BY COALESCE(model_error_at, ended_at) DESC LIMIT ${FAILURES}`;
  return rows.map(({ id, agent, at, reason }) => ({ runId: id, agent, at: at.toISOString(), reason }));
}

/** When a run last ended that a model drove to its end. */
async function lastSuccess(): Promise<string | null> {
  const [row] = await db().$queryRaw<{ at: Date | null }[]>`
    SELECT max(ended_at) AS at FROM agent_run WHERE driver = 'model' AND state = 'done' AND steps > 0`;
  return row?.at?.toISOString() ?? null;
}

function countsByState(): Promise<{ state: RunState; runs: number }[]> {
  return db().$queryRaw`
    SELECT state, count(*)::int AS runs FROM agent_run WHERE created_at > muster_now() - make_interval(days => ${DAYS}) GROUP BY 1 ORDER BY 1`;
}

async function open(): Promise<number> {
  const [row] = await db().$queryRaw<{ open: number }[]>`
    SELECT count(*)::int AS open FROM proposal WHERE state = 'open' AND expires_at > muster_now()`;
  return row?.open ?? 0;
}

async function perDay(): Promise<RunDay[]> {
  const rows = await db().$queryRaw<(Omit<RunDay, "costDollars"> & { cost: number | null })[]>`
    SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, agent, count(*)::int AS runs,
      (count(*) FILTER (WHERE state = 'failed' OR model_error IS NOT NULL))::int AS failed, sum(tokens_in)::float AS "tokensIn",
      sum(tokens_out)::float AS "tokensOut", CASE WHEN bool_or(cost_micros IS NULL) THEN NULL ELSE sum(cost_micros)::float / 1000000 END AS cost
    FROM agent_run WHERE created_at > muster_now() - make_interval(days => ${DAYS}) GROUP BY 1, 2 ORDER BY 1 DESC, 2`;
  return rows.map(({ cost, ...day }) => ({ ...day, costDollars: cost }));
}
