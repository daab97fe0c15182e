import type { z } from "zod";
import type { Deadline, NowItem, NowQueue, ReadNowQueue } from "#lib/contracts/deadline.ts";
import { DEADLINE_RULES } from "#lib/contracts/deadlines/registry.ts";
import { keyOf, queueOf } from "#lib/contracts/deadlines-of.ts";
import type { OrganisationSettings } from "#lib/contracts/organisation.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { waitingProposals } from "#server/agents/index.ts";
import { findIncident, maySee } from "#server/incidents/index.ts";
import { authorizePerson } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow, db } from "#server/platform/db.ts";
import { waitingApprovals } from "#server/runbooks/index.ts";
import { organisationSettings } from "#server/settings/index.ts";

/** More than one person can decide in a sitting; the earliest due come first. */
const MOST = 100;

/**
 * What needs this person's decision, the earliest due first: deadlines of incidents, proposals of agents and
 * approvals of steps; in one incident, or over all
 * that they may see (at most 100). Not found for an incident that does not exist for them.
 */
export async function nowQueue(ctx: Ctx, { reference }: z.output<typeof ReadNowQueue>): Promise<NowQueue> {
  const me = authorizePerson(ctx, "incident.read");
  const only = reference ? (await findIncident(ctx, reference)).id : null;
  const [rows, proposals, approvals, settings, now] = await Promise.all([
    readWaiting(me.id, only),
    waitingProposals(ctx, only, MOST),
    waitingApprovals(ctx, only, MOST),
    organisationSettings(db()),
    databaseNow(),
  ]);
  const deadlines = rows
    .filter(({ state }) => maySee(ctx, state))
    .flatMap((row) => queueOf(row.state, me).flatMap((deadline) => itemOf(row, deadline, settings) ?? []));
  return { now, items: [...deadlines, ...proposals, ...approvals].toSorted((a, b) => (a.deadline.dueAt < b.deadline.dueAt ? -1 : 1)).slice(0, MOST) };
}

type Stored = Pick<Deadline, "kind" | "subject"> & { seq: number | null; problem: string | null };
type Row = { state: RoomState; open: Stored[] };

/**
 * Incidents with open deadlines that may be this person's: owned by them, or by command where they have to do with the incident or nobody
 * commands it. What is theirs indeed is decided by the rule, from the state; what surely is comes first, so that the limit never takes it
 * away for what is not.
 */
function readWaiting(personId: string, incidentId: string | null): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT i.state, w.open FROM (
      SELECT d.incident_id, min(d.due_at) AS due_at, bool_or(d.owner_id = ${personId}::uuid OR i.commander_id = ${personId}::uuid) AS is_own,
        jsonb_agg(jsonb_build_object('kind', d.kind, 'subject', d.subject, 'seq', d.armed_seq, 'problem', d.problem)) AS open
      FROM deadline d JOIN incident i ON i.id = d.incident_id
      WHERE d.state = 'open' AND (${incidentId}::uuid IS NULL OR d.incident_id = ${incidentId}::uuid) AND (
        d.owner_id = ${personId}::uuid OR (d.owner_id IS NULL AND (i.commander_id IS NULL OR EXISTS (
          SELECT FROM incident_person p WHERE p.incident_id = d.incident_id AND p.user_id = ${personId}::uuid))))
        AND (i.visibility = 'normal' OR EXISTS (
          SELECT FROM incident_person p WHERE p.incident_id = d.incident_id AND p.user_id = ${personId}::uuid AND p.is_member))
      GROUP BY d.incident_id
    ) w JOIN incident i ON i.id = w.incident_id ORDER BY w.is_own DESC NULLS LAST, w.due_at LIMIT ${MOST}`;
}

function itemOf({ state, open }: Row, deadline: Deadline, settings: OrganisationSettings): NowItem | null {
  const stored = open.find((one) => keyOf(one) === keyOf(deadline));
  if (!stored) return null;
  return {
    reference: state.reference,
    incident: state.title,
    severity: state.severity,
    deadline,
    words: DEADLINE_RULES[deadline.kind].words(state, deadline, settings.customRoles),
    evidence: stored.seq === null ? [] : [stored.seq],
    problem: stored.problem,
  };
}
