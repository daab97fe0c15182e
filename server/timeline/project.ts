import type { RoomState } from "#lib/contracts/room.ts";
import type { Sql } from "#server/platform/sql.ts";

/** An incident whose state moved from `stored` to `room`. */
export type MovedRoom = { id: string; stored: RoomState | null; room: RoomState | null };

/** Keeps the query tables beside the states: which services and people an incident concerns. */
export function projectRooms(sql: Sql, incidents: MovedRoom[]): void {
  const moved = incidents.flatMap(({ id, stored, room }) => (room && room !== stored ? [{ id, stored, room }] : []));
  const ofServices = moved.filter(
    ({ stored, room }) => (stored?.services ?? NONE).length + room.services.length > 0 && stored?.services !== room.services,
  );
  if (ofServices.length > 0) projectServices(sql, ofServices);
  const ofPeople = moved.filter(({ stored, room }) => !arePeopleSame(stored, room));
  if (ofPeople.length > 0) projectPeople(sql, ofPeople);
}

const NONE: never[] = [];

function arePeopleSame(before: RoomState | null, after: RoomState): boolean {
  return (
    before?.members === after.members &&
    before.watchers === after.watchers &&
    before.assignments === after.assignments &&
    before.tasks === after.tasks
  );
}

type Moved = { id: string; room: RoomState }[];

function projectServices(sql: Sql, moved: Moved): void {
  const rows = moved.flatMap(({ id, room }) => room.services.map((service) => ({ id, service: service.id })));
  sql.send({
    name: "project-services",
    text: `
      WITH now AS (SELECT * FROM unnest($2::uuid[], $3::uuid[]) AS n (incident_id, service_id)), gone AS (
        DELETE FROM incident_service s WHERE incident_id = ANY($1::uuid[])
          AND NOT EXISTS (SELECT FROM now n WHERE n.incident_id = s.incident_id AND n.service_id = s.service_id)
      )
      INSERT INTO incident_service (incident_id, service_id, declared_at)
      SELECT i.id, n.service_id, i.declared_at FROM now n JOIN incident i ON i.id = n.incident_id
      ON CONFLICT DO NOTHING`,
    values: [moved.map(({ id }) => id), rows.map(({ id }) => id), rows.map(({ service }) => service)],
  });
}

type Flags = { isMember: boolean; isWatcher: boolean; hasRole: boolean; hasTask: boolean };

/** Each concerned person with the ways in which the incident concerns them. */
export function peopleOf(room: RoomState): Map<string, Flags> {
  const people = new Map<string, Flags>();
  const mark = (id: string, flag: keyof Flags) => {
    const flags = people.get(id) ?? { isMember: false, isWatcher: false, hasRole: false, hasTask: false };
    people.set(id, { ...flags, [flag]: true });
  };
  for (const { id } of room.members) mark(id, "isMember");
  for (const { id } of room.watchers) mark(id, "isWatcher");
  for (const { person } of room.assignments) mark(person.id, "hasRole");
  for (const { assignee, state } of room.tasks) if (assignee && (state === "open" || state === "doing")) mark(assignee.id, "hasTask");
  return people;
}

function projectPeople(sql: Sql, moved: Moved): void {
  const rows = moved.flatMap(({ id, room }) => [...peopleOf(room)].map(([person, flags]) => ({ id, person, ...flags })));
  const column = (flag: keyof Flags) => rows.map((row) => row[flag]);
  sql.send({
    name: "project-people",
    text: `
      WITH now AS (
        SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::boolean[], $5::boolean[], $6::boolean[], $7::boolean[])
          AS n (incident_id, user_id, is_member, is_watcher, has_role, has_task)
      ), gone AS (
        DELETE FROM incident_person p WHERE incident_id = ANY($1::uuid[])
          AND NOT EXISTS (SELECT FROM now n WHERE n.incident_id = p.incident_id AND n.user_id = p.user_id)
      )
      INSERT INTO incident_person (incident_id, user_id, is_member, is_watcher, has_role, has_task) SELECT * FROM now
      ON CONFLICT (user_id, incident_id) DO UPDATE SET is_member = excluded.is_member, is_watcher = excluded.is_watcher,
        has_role = excluded.has_role, has_task = excluded.has_task`,
    values: [
      moved.map(({ id }) => id),
      rows.map(({ id }) => id),
      rows.map(({ person }) => person),
      column("isMember"),
      column("isWatcher"),
      column("hasRole"),
      column("hasTask"),
    ],
  });
}
