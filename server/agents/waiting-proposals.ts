import { Prisma } from "#generated/prisma/client.ts";
import type { Risk } from "#lib/contracts/agent.ts";
import type { NowItem } from "#lib/contracts/deadline.ts";
import { thoseWhoLead } from "#lib/contracts/deadlines/parts.ts";
import { isToDecide, proposalDecision } from "#lib/contracts/proposal-decision.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { readableBy } from "./access.ts";
import { maySeeTarget } from "./proposals.ts";
import { agentTitle, toolNamed } from "./registry.ts";

type Row = {
  id: string;
  run_id: string;
  agent: string;
  prompt: string;
  asked_by: string;
  asked_name: string | null;
  tool: string;
  title: string;
  effect: string;
  risk: Risk;
  expires_at: Date;
  state: RoomState | null;
};

/**
 * Open proposals that this person is to decide, the first to expire first: on one incident, or on all and none (`incidentId` null); at
 * most `limit`. What surely is theirs is chosen by the database, whether it is by the rule, from the incident's state.
 */
export async function waitingProposals(ctx: Ctx, incidentId: string | null, limit: number): Promise<NowItem[]> {
  const me = authorizePerson(ctx, "incident.read");
  const rows = await db().$queryRaw<Row[]>`
    SELECT p.id, p.run_id, r.agent, r.prompt, r.asked_by, u.name AS asked_name, p.tool, p.title, p.effect, p.risk, p.expires_at, t.state
    FROM proposal p JOIN agent_run r ON r.id = p.run_id LEFT JOIN "user" u ON u.id = r.asked_by
      LEFT JOIN incident i ON i.id = r.incident_id LEFT JOIN incident t ON t.id = p.incident_id
    WHERE p.state = 'open' AND p.expires_at > muster_now() AND (${incidentId}::uuid IS NULL OR p.incident_id = ${incidentId}::uuid)
      AND (r.asked_by = ${me.id}::uuid OR ${leads(me.id)}) AND ${readableBy(ctx)} AND ${maySeeTarget(ctx)}
    ORDER BY p.expires_at, p.id LIMIT ${limit}`;
  return rows.flatMap((row) => {
    const tool = toolNamed(row.tool);
    const askedBy = { id: row.asked_by, name: row.asked_name ?? "Somebody who left" };
    const owners = tool && { askedBy, leads: row.state ? thoseWhoLead(row.state) : [], permission: tool.permission };
    return owners && isToDecide(me, owners) ? [itemOf(row, askedBy, me)] : [];
  });
}

function leads(personId: string): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM incident_person l WHERE l.incident_id = p.incident_id AND l.user_id = ${personId}::uuid)`;
}

function itemOf(row: Row, askedBy: { id: string; name: string }, me: { id: string }): NowItem {
  const { id, run_id: runId, agent, prompt, title, effect, risk, expires_at, state } = row;
  const incident = state && { reference: state.reference, title: state.title, severity: state.severity };
  return proposalDecision(
    { id, runId, agent: agentTitle(agent), prompt, askedBy, title, effect, risk, expiresAt: expires_at.toISOString(), incident },
    me,
  );
}
