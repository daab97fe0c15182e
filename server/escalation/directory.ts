import type { PersonRef } from "#lib/contracts/actor.ts";
import { COMMANDER } from "#lib/contracts/built-in-roles.ts";
import type { Reached } from "#lib/contracts/escalation/advance.ts";
import type { Target } from "#lib/contracts/escalation/policy.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { roleLabel } from "#lib/describe-event.ts";
import { notifiersOfEnvironment } from "#server/platform/notifiers.ts";
import type { Sql } from "#server/platform/sql.ts";
import { type OnCall, readOnCall } from "./on-call.ts";

type Team = { id: string; name: string; members: PersonRef[]; leads: PersonRef[]; services: string[] };
type Position = { key: string; name: string; holder: PersonRef | null };

/** Who is who at one moment: what targets of policies mean then. */
export type Directory = {
  people: Map<string, PersonRef>;
  admins: PersonRef[];
  teams: Team[];
  positions: Map<string, Position>;
  channels: Map<string, string>;
  onCall: OnCall;
};

type Row = Omit<Directory, "people" | "positions" | "channels" | "onCall"> & {
  people: PersonRef[];
  positions: Position[];
  channels: { id: string; name: string }[];
};

/** Reads all of it in one statement: an organisation's people are few beside what a level may wait for. Deactivated people are nobody. */
export async function readDirectory(sql: Sql): Promise<Directory> {
  const [[row], onCall] = await Promise.all([sql.query<Row>({ name: "directory", text: DIRECTORY }), readOnCall(sql)]);
  if (!row) throw new Error("The database gave no directory.");
  return {
    ...row,
    people: new Map(row.people.map((person) => [person.id, person])),
    positions: new Map(row.positions.map((position) => [position.key, position])),
    channels: new Map([...notifiersOfEnvironment().filter(({ problem }) => !problem), ...row.channels].map(({ id, name }) => [id, name])),
    onCall,
  };
}

const DIRECTORY = `
  WITH active AS (SELECT id, name, role FROM "user" WHERE deactivated_at IS NULL)
  SELECT
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name)), '[]') FROM active) AS people,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) ORDER BY name), '[]') FROM active WHERE role = 'admin') AS admins,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name,
        'members', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) ORDER BY a.name), '[]')
          FROM team_member m JOIN active a ON a.id = m.user_id WHERE m.team_id = t.id),
        'leads', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) ORDER BY a.name), '[]')
          FROM team_member m JOIN active a ON a.id = m.user_id WHERE m.team_id = t.id AND m.is_lead),
        'services', (SELECT coalesce(jsonb_agg(s.id), '[]') FROM service s WHERE s.team_id = t.id AND s.archived_at IS NULL))), '[]')
      FROM team t WHERE t.archived_at IS NULL) AS teams,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('key', p.key, 'name', p.name,
        'holder', (SELECT jsonb_build_object('id', a.id, 'name', a.name) FROM active a WHERE a.id = p.user_id))), '[]') FROM position p) AS positions,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name)), '[]') FROM connection WHERE is_enabled AND kind IN ('slack', 'pagerduty', 'webhook')) AS channels`;

/** What of an incident decides whom a target means. */
type Where = Pick<RoomState, "services" | "assignments" | "visibility" | "members">;

/** Whom a target means for this incident at `at` (RFC 3339). Pure. */
export function reach(directory: Directory, room: Where, target: Target, at: string): Reached {
  switch (target.kind) {
    case "user":
      return people([directory.people.get(target.id)], room, "Somebody whom the policy names is no longer active");
    case "team": {
      const team = directory.teams.find(({ id }) => id === target.id);
      return people(team?.members ?? [], room, team ? `${team.name} has no members` : "A team that the policy names is gone");
    }
    case "team-leads":
      return people(
        owners(directory, room).flatMap(({ leads }) => leads),
        room,
        "Nobody leads a team that owns an affected service",
      );
    case "position": {
      const position = directory.positions.get(target.position);
      return people([position?.holder], room, `Nobody holds the position ${position?.name ?? target.position}`);
    }
    case "role":
      return people(
        room.assignments.filter(({ role, state }) => role === target.role && state !== "standby").map(({ person }) => person),
        room,
        `Nobody has the role ${roleLabel(target.role)}`,
      );
    case "admins":
      return people(directory.admins, room, "There is no active administrator");
    case "channel": {
      const name = directory.channels.get(target.id);
      const problem = "A channel that the policy names is gone or turned off";
      return name === undefined ? { people: [], channels: [], problem } : { people: [], channels: [{ id: target.id, name }], problem: null };
    }
    case "schedule":
    case "on-call": {
      const schedules = target.kind === "schedule" ? [target.id] : directory.onCall.schedulesOf(owners(directory, room).map(({ id }) => id));
      const found = directory.onCall.at(schedules, at);
      return people(found.people, room, found.problem ?? "Nobody is on call");
    }
    default:
      return target satisfies never;
  }
}

/** The teams of the affected services, in the order of these; every team where no service is named or none has a team. */
function owners({ teams }: Directory, { services }: Pick<RoomState, "services">): Team[] {
  const owning = services.flatMap(({ id }) => teams.filter(({ services: owned }) => owned.includes(id)));
  return owning.length > 0 ? [...new Set(owning)] : teams;
}

function people(found: readonly (PersonRef | null | undefined)[], room: Where, problem: string): Reached {
  const known = found.filter((person) => person !== null && person !== undefined);
  const unique = [...new Map(known.map((person) => [person.id, person])).values()];
  const seeing = unique.filter(({ id }) => room.visibility === "normal" || room.members.some((member) => member.id === id));
  if (unique.length > 0 && seeing.length === 0) {
    const names = unique.map(({ name }) => name).join(", ");
    return { people: [], channels: [], problem: `${names} cannot see this private incident` };
  }
  if (seeing.length === 0) return { people: [], channels: [], problem };
  return { people: seeing.map(({ id, name }) => ({ id, name, isHere: isHere(room.assignments, id) })), channels: [], problem: null };
}

/** Whoever commands or has an active role is at work on it already. */
function isHere(assignments: RoomState["assignments"], id: string): boolean {
  return assignments.some(({ person, state, role }) => person.id === id && (state === "active" || role === COMMANDER));
}
