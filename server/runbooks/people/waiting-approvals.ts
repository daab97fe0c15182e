import { approvalDecision } from "#lib/contracts/approval-decision.ts";
import type { NowItem } from "#lib/contracts/deadline.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Bound } from "#lib/contracts/runbook-run.ts";
import { visibleTo } from "#server/incidents/index.ts";
import { authorizePerson, mayUse } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import type { RunRow } from "../run/rows.ts";

type Row = { id: string; n: number; bound: Bound; expires_at: Date; started_by: RunRow["startedBy"]; plan: RunRow["plan"]; state: RoomState | null };

/**
 * Approvals that this person is to decide, the first to run out first: of runs of one incident, or of all and none (`incidentId` null). In an
 * incident it is for those who have a role or a task there; where none of them may, and outside of incidents, for everybody who may.
 */
export async function waitingApprovals(ctx: Ctx, incidentId: string | null, limit: number): Promise<NowItem[]> {
  const me = authorizePerson(ctx, "incident.read");
  if (!mayUse(ctx, "runbook.run")) return [];
  const rows = await db().$queryRaw<Row[]>`
    SELECT a.id, a.n, a.bound, a.expires_at, r.started_by, r.plan, i.state
    FROM runbook_approval a JOIN runbook_run r ON r.id = a.run_id LEFT JOIN incident i ON i.id = r.incident_id
    WHERE a.state = 'asked' AND a.expires_at > muster_now() AND (${incidentId}::uuid IS NULL OR r.incident_id = ${incidentId}::uuid)
      AND (i.id IS NULL OR ${visibleTo(ctx)})
      AND NOT ${me.id}::uuid = ANY (a.asked_by) AND r.started_by->>'id' IS DISTINCT FROM ${me.id}
      AND (r.incident_id IS NULL
        OR EXISTS (SELECT FROM incident_person p WHERE p.incident_id = r.incident_id AND p.user_id = ${me.id}::uuid AND (p.has_role OR p.has_task))
        OR NOT EXISTS (SELECT FROM incident_person p JOIN "user" u ON u.id = p.user_id
          WHERE p.incident_id = r.incident_id AND (p.has_role OR p.has_task) AND u.deactivated_at IS NULL AND u.role IN ('responder', 'admin')
            AND NOT p.user_id = ANY (a.asked_by) AND r.started_by->>'id' IS DISTINCT FROM p.user_id::text))
    ORDER BY a.expires_at, a.id LIMIT ${limit}`;
  return rows.map(itemOf);
}

function itemOf({ id, n, bound, expires_at, started_by, plan, state }: Row): NowItem {
  const startedBy = { id: started_by.id, name: started_by.name };
  const incident = state && { reference: state.reference, title: state.title, severity: state.severity };
  const title = plan.steps.find((step) => step.n === n)?.title ?? `Step ${n}`;
  return approvalDecision({ id, title, runbook: plan.title, startedBy, bound, expiresAt: expires_at.toISOString(), incident });
}
