import type { PersonRef } from "#lib/contracts/actor.ts";
import type { Sql } from "#server/platform/sql.ts";
import { readReachable } from "#server/timeline/index.ts";
import { readScheduleNames } from "./schedule-names.ts";

type Name = { id: string; name: string };

/** Everything that a policy may name, as it is now. `people` are all who are active; `reachable` those of the asked-for with means besides the inbox. */
export type Known = {
  people: Map<string, PersonRef>;
  reachable: ReadonlySet<string>;
  teams: Map<string, Name & { members: number; leads: number }>;
  positions: Map<string, { key: string; name: string; holder: PersonRef | null; version: number }>;
  channels: Map<string, Name & { kind: string }>;
  schedules: Map<string, Name>;
};

type Row = {
  people: PersonRef[];
  teams: (Name & { members: number; leads: number })[];
  positions: { key: string; name: string; holder: PersonRef | null; version: number }[];
  channels: (Name & { kind: string })[];
};

/** Reads it in one statement. `asked`: people whose means are looked at, beside those who hold positions. */
export async function readKnown(sql: Sql, asked: readonly string[]): Promise<Known> {
  const [row] = await sql.query<Row>({ name: "policies-known", text: KNOWN });
  if (!row) throw new Error("The database gave no directory.");
  const held = row.positions.flatMap(({ holder }) => holder?.id ?? []);
  const ids = [...new Set([...asked, ...held])];
  const [found, schedules] = await Promise.all([readReachable(sql, ids), readScheduleNames(sql)]);
  return {
    people: new Map(row.people.map((person) => [person.id, person])),
    reachable: new Set([...found].filter(([, { methods }]) => methods.length > 0).map(([id]) => id)),
    teams: new Map(row.teams.map((team) => [team.id, team])),
    positions: new Map(row.positions.map((position) => [position.key, position])),
    channels: new Map(row.channels.map((channel) => [channel.id, channel])),
    schedules: new Map(schedules.map((schedule) => [schedule.id, schedule])),
  };
}

const KNOWN = `
  WITH active AS (SELECT id, name FROM "user" WHERE deactivated_at IS NULL)
  SELECT
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name)), '[]') FROM active) AS people,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name,
        'members', (SELECT count(*)::int FROM team_member m JOIN active a ON a.id = m.user_id WHERE m.team_id = t.id),
        'leads', (SELECT count(*)::int FROM team_member m JOIN active a ON a.id = m.user_id WHERE m.team_id = t.id AND m.is_lead)) ORDER BY t.name), '[]')
      FROM team t WHERE t.archived_at IS NULL) AS teams,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('key', p.key, 'name', p.name, 'version', p.version,
        'holder', (SELECT jsonb_build_object('id', a.id, 'name', a.name) FROM active a WHERE a.id = p.user_id)) ORDER BY p."order", p.key), '[]')
      FROM position p) AS positions,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'kind', kind) ORDER BY name), '[]')
      FROM connection WHERE is_enabled AND kind IN ('slack', 'pagerduty', 'webhook', 'smtp')) AS channels`;
