import { Prisma } from "#generated/prisma/client.ts";
import type { RunState, RunSummary } from "#lib/contracts/agent.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { readableBy } from "./access.ts";

type Row = {
  id: string;
  agent: string;
  prompt: string;
  reference: string | null;
  title: string | null;
  asked_by: string;
  asked_name: string | null;
  state: RunState;
  driver: "model" | "built-in";
  model: string | null;
  steps: number;
  tokens_in: number;
  tokens_out: number;
  cost_micros: bigint | null;
  note: string | null;
  open_proposals: number;
  created_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  last_seq: number;
};

const OPEN_PROPOSALS = Prisma.sql`(
  SELECT count(*)::int FROM proposal p WHERE p.run_id = r.id AND p.state = 'open' AND p.expires_at > muster_now())`;

/** Runs that this person may read and for which `condition` on `r` and `i` holds, the newest first. */
export async function summaries(ctx: Ctx, condition: Prisma.Sql, limit: number): Promise<RunSummary[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT r.id, r.agent, r.prompt, i.reference, i.title, r.asked_by, u.name AS asked_name, r.state, r.driver, r.model, r.steps, r.tokens_in,
      r.tokens_out, r.cost_micros, r.note, ${OPEN_PROPOSALS} AS open_proposals, r.created_at, r.started_at, r.ended_at, r.last_seq
    FROM agent_run r LEFT JOIN incident i ON i.id = r.incident_id LEFT JOIN "user" u ON u.id = r.asked_by
    WHERE ${condition} AND ${readableBy(ctx)} ORDER BY r.created_at DESC, r.id DESC LIMIT ${limit}`;
  return rows.map(summaryOf);
}

function summaryOf(row: Row): RunSummary {
  return {
    id: row.id,
    agent: row.agent,
    prompt: row.prompt,
    incident: row.reference ? { reference: row.reference, title: row.title ?? "" } : null,
    askedBy: { id: row.asked_by, name: row.asked_name ?? "Somebody who left" },
    state: row.state,
    driver: row.driver,
    model: row.model,
    steps: row.steps,
    tokensIn: row.tokens_in,
    tokensOut: row.tokens_out,
    costDollars: row.cost_micros === null ? null : Number(row.cost_micros) / 1_000_000,
    note: row.note,
    openProposals: row.open_proposals,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    lastSeq: row.last_seq,
  };
}
