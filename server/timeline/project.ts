import type { RoomState } from "#lib/contracts/room.ts";
import type { Transaction } from "#server/platform/db.ts";

/** Keeps the query tables beside the state: which services and people an incident concerns. */
export async function projectRoom(tx: Transaction, incidentId: string, before: RoomState | null, after: RoomState): Promise<void> {
  if (before?.services !== after.services) await projectServices(tx, incidentId, after);
  const arePeopleSame =
    before?.members === after.members &&
    before.watchers === after.watchers &&
    before.assignments === after.assignments &&
    before.tasks === after.tasks;
  if (!arePeopleSame) await projectPeople(tx, incidentId, after);
}

async function projectServices(tx: Transaction, incidentId: string, { services }: RoomState): Promise<void> {
  const ids = services.map(({ id }) => id);
  await tx.$executeRaw`DELETE FROM incident_service WHERE incident_id = ${incidentId}::uuid AND NOT service_id = ANY(${ids}::uuid[])`;
  if (ids.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO incident_service (incident_id, service_id, declared_at)
    SELECT i.id, s, i.declared_at FROM incident i, unnest(${ids}::uuid[]) s WHERE i.id = ${incidentId}::uuid
    ON CONFLICT DO NOTHING`;
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

async function projectPeople(tx: Transaction, incidentId: string, room: RoomState): Promise<void> {
  const people = [...peopleOf(room)];
  const column = (flag: keyof Flags) => people.map(([, flags]) => flags[flag]);
  const ids = people.map(([id]) => id);
  await tx.$executeRaw`
    WITH gone AS (DELETE FROM incident_person WHERE incident_id = ${incidentId}::uuid AND NOT user_id = ANY(${ids}::uuid[]))
    INSERT INTO incident_person (incident_id, user_id, is_member, is_watcher, has_role, has_task)
    SELECT ${incidentId}::uuid, * FROM unnest(${ids}::uuid[], ${column("isMember")}::boolean[], ${column("isWatcher")}::boolean[],
      ${column("hasRole")}::boolean[], ${column("hasTask")}::boolean[])
    ON CONFLICT (user_id, incident_id) DO UPDATE SET is_member = excluded.is_member, is_watcher = excluded.is_watcher,
      has_role = excluded.has_role, has_task = excluded.has_task`;
}
