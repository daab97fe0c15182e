import { Prisma } from "#generated/prisma/client.ts";
import type { ProposalState, ProposalView, Risk } from "#lib/contracts/agent.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { readableBy } from "./access.ts";

type Row = {
  id: string;
  run_id: string;
  call_id: string;
  tool: string;
  input: unknown;
  title: string;
  effect: string;
  risk: Risk;
  state: ProposalState;
  created_at: Date;
  expires_at: Date;
  decided_by: string | null;
  decided_name: string | null;
  decided_at: Date | null;
  result: ProposalView["result"];
};

/** An open proposal whose time is over counts as expired, before anybody has written so. */
export const STATE_NOW = Prisma.sql`CASE WHEN p.state = 'open' AND p.expires_at <= muster_now() THEN 'expired' ELSE p.state END`;

/**
 * Proposals `p` for which the condition holds, the newest first. Who sees one has to be allowed to read its run, and to see the incident
 * that it would change.
 */
export async function proposalsWhere(ctx: Ctx, condition: Prisma.Sql, limit = 200): Promise<ProposalView[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT p.id, p.run_id, p.call_id, p.tool, p.input, p.title, p.effect, p.risk, ${STATE_NOW} AS state, p.created_at, p.expires_at, p.decided_by,
      p.decided_name, p.decided_at, p.result
    FROM proposal p JOIN agent_run r ON r.id = p.run_id LEFT JOIN incident i ON i.id = r.incident_id
    WHERE ${condition} AND ${readableBy(ctx)} AND ${maySeeTarget(ctx)} ORDER BY p.created_at DESC, p.id DESC LIMIT ${limit}`;
  return rows.map(viewOf);
}

/** SQL that holds for proposals `p` that would change no incident, or one that this person may see. */
export function maySeeTarget(ctx: Ctx): Prisma.Sql {
  const me = ctx.person?.id ?? null;
  return Prisma.sql`(p.incident_id IS NULL OR ${ctx.isSystem} OR EXISTS (
    SELECT 1 FROM incident t WHERE t.id = p.incident_id AND (t.visibility = 'normal' OR EXISTS (
      SELECT 1 FROM incident_person m WHERE m.incident_id = t.id AND m.user_id = ${me}::uuid AND m.is_member))))`;
}

function viewOf(row: Row): ProposalView {
  return {
    id: row.id,
    runId: row.run_id,
    callId: row.call_id,
    tool: row.tool,
    input: row.input,
    title: row.title,
    effect: row.effect,
    risk: row.risk,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    decidedBy: row.decided_by ? { id: row.decided_by, name: row.decided_name ?? "" } : null,
    decidedAt: row.decided_at?.toISOString() ?? null,
    result: row.result,
  };
}
