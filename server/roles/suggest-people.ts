import type { z } from "zod";
import { ACTIVE_PHASES } from "#lib/contracts/incident-terms.ts";
import { type OrganisationRole, roleHolds } from "#lib/contracts/permissions.ts";
import type { RoleSuggestion, SuggestRoles } from "#lib/contracts/role-suggestion.ts";
import { visibleTo } from "#server/incidents/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { servicesRefs } from "#server/services/index.ts";
import { DAYS, type Knowledge, SUGGESTED_ROLES, suggestedRoles } from "./suggest-rules.ts";

/** Who could be asked for which role in an incident of these services, each with the reason. Counts only incidents that the asker may see. */
export async function suggestRoles(ctx: Ctx, { services }: z.output<typeof SuggestRoles>): Promise<RoleSuggestion[]> {
  authorize(ctx, "people.read");
  authorize(ctx, "incident.read");
  const [owned, busy, had] = await Promise.all([ownersOf(services), rolesNow(ctx), rolesBefore(ctx)]);
  const named = [
    ...owned.flatMap(({ team }) => team?.members ?? []).map(({ id }) => id),
    ...[...had.values()].flatMap((people) => [...people.keys()]),
  ];
  const people = await thoseWhoCanWork([...new Set(named)]);
  return suggestedRoles({ asker: ctx.person?.id ?? null, people, services: owned, busy, had });
}

/** The services in the order asked, with the teams that own them. Refuses ids of none. */
async function ownersOf(ids: string[]): Promise<Knowledge["services"]> {
  const services = await servicesRefs(db(), ids);
  const rows = await db().service.findMany({
    where: { id: { in: ids }, team: { archivedAt: null } },
    select: { id: true, team: { select: { id: true, name: true, members: { select: { userId: true, isLead: true } } } } },
  });
  return services.map(({ id, name }) => {
    const team = rows.find((row) => row.id === id)?.team;
    return { name, team: team ? { ...team, members: team.members.map(({ userId, isLead }) => ({ id: userId, isLead })) } : null };
  });
}

async function thoseWhoCanWork(ids: string[]): Promise<Knowledge["people"]> {
  const rows = await db().user.findMany({
    where: { id: { in: ids }, deactivatedAt: null },
    select: { id: true, name: true, handle: true, role: true },
  });
  return rows.filter(({ role }) => roleHolds(role as OrganisationRole, "incident.write")).map(({ id, name, handle }) => ({ id, name, handle }));
}

/** How many roles each has, or is asked for, in open incidents. */
async function rolesNow(ctx: Ctx): Promise<Knowledge["busy"]> {
  const rows = await db().$queryRaw<{ person: string; roles: number }[]>`
    SELECT a #>> '{person,id}' AS person, count(*)::int AS roles
    FROM incident i, jsonb_array_elements(i.state->'assignments') a
    WHERE i.phase = ANY(${[...ACTIVE_PHASES]}) AND i.kind <> 'test' AND a->>'state' <> 'released' AND ${visibleTo(ctx)}
    GROUP BY 1`;
  return new Map(rows.map(({ person, roles }) => [person, roles]));
}

/** In how many incidents each had a role lately; one that was only asked for, and declined, is none. */
async function rolesBefore(ctx: Ctx): Promise<Knowledge["had"]> {
  const rows = await db().$queryRaw<{ role: string; person: string; incidents: number }[]>`
    SELECT e.payload #>> '{assignment,role}' AS role, e.payload #>> '{assignment,person,id}' AS person, count(DISTINCT e.incident_id)::int AS incidents
    FROM timeline_event e JOIN incident i ON i.id = e.incident_id
    WHERE e.kind = 'role' AND e.recorded_at > muster_now() - make_interval(days => ${DAYS}::int)
      AND e.payload #>> '{assignment,state}' IN ('active', 'standby') AND e.payload #>> '{assignment,role}' = ANY(${[...SUGGESTED_ROLES]})
      AND i.kind <> 'test' AND ${visibleTo(ctx)}
    GROUP BY 1, 2`;
  const had = new Map<string, Map<string, number>>();
  for (const { role, person, incidents } of rows) had.set(role, new Map([...(had.get(role) ?? []), [person, incidents]]));
  return had;
}
