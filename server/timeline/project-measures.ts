import { countUpdates, measureOf } from "#lib/contracts/insights/measure-of.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { Sql } from "#server/platform/sql.ts";
import type { LockedIncident } from "./record.ts";

type Moved = { id: string; stored: RoomState | null; room: RoomState; links: LockedIncident["links"] };

/** Keeps what insights count and compare beside the states (lib/contracts/insights/measure-of.ts), and the stretches of impact. */
export function projectMeasures(sql: Sql, incidents: LockedIncident[]): void {
  const moved = incidents.flatMap(({ id, stored, room, links }) => (room && room !== stored ? [{ id, stored, room, links }] : []));
  const measured = moved.filter(({ stored, room }) => !isMeasuredAlike(stored, room));
  if (measured.length > 0) storeMeasures(sql, measured);
  const struck = moved.filter(
    ({ stored, room }) => stored?.intervals !== room.intervals && (stored?.intervals ?? room.intervals).concat(room.intervals).length > 0,
  );
  if (struck.length > 0) storeImpacts(sql, struck);
}

/** Most facts, such as a task or an assignment, change nothing that is measured. */
function isMeasuredAlike(before: RoomState | null, after: RoomState): boolean {
  return (
    before?.timestamps === after.timestamps &&
    before.services === after.services &&
    before.hypotheses === after.hypotheses &&
    before.told === after.told &&
    before.phase === after.phase &&
    before.severity === after.severity &&
    before.kind === after.kind &&
    before.visibility === after.visibility &&
    before.lastUpdate === after.lastUpdate &&
    before.nextUpdateDueAt === after.nextUpdateDueAt
  );
}

function storeMeasures(sql: Sql, moved: Moved[]): void {
  const rows = moved.map(({ id, stored, room, links }) => {
    const updates = countUpdates(
      stored?.nextUpdateDueAt ?? null,
      links.map(({ entry }) => entry),
    );
    const { kind, visibility, phase, severity, services, timestamps, nextUpdateDueAt } = room;
    const measured = { kind, visibility, phase, severity, ...measureOf(room), updatesKept: updates.kept, updatesLate: updates.late };
    return { id, declaredAt: timestamps.declaredAt?.at, services: services.map((service) => service.id), updateDueAt: nextUpdateDueAt, ...measured };
  });
  sql.send({ name: "project-measures", text: STORE, values: [JSON.stringify(rows)] });
}

const STORE = `
  INSERT INTO incident_measure AS m (id, declared_at, kind, visibility, phase, severity, services, cause, cause_service, to_detect, to_acknowledge,
    to_mitigate, to_resolve, updates_kept, updates_late, update_due_at, promises_kept, promises_missed, promise_due_at, agent_accepted, agent_refuted)
  SELECT r.id, r."declaredAt", r.kind, r.visibility, r.phase, r.severity, r.services, r.cause, r."causeService", r."toDetect", r."toAcknowledge",
    r."toMitigate", r."toResolve", r."updatesKept", r."updatesLate", r."updateDueAt", r."promisesKept", r."promisesMissed", r."promiseDueAt",
    r."agentAccepted", r."agentRefuted"
  FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, "declaredAt" timestamptz, kind text, visibility text, phase text, severity text, services uuid[],
    cause text, "causeService" text, "toDetect" float8, "toAcknowledge" float8, "toMitigate" float8, "toResolve" float8, "updatesKept" int,
    "updatesLate" int, "updateDueAt" timestamptz, "promisesKept" int, "promisesMissed" int, "promiseDueAt" timestamptz, "agentAccepted" int,
    "agentRefuted" int)
  ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, visibility = excluded.visibility, phase = excluded.phase, severity = excluded.severity,
    services = excluded.services, cause = excluded.cause, cause_service = excluded.cause_service, to_detect = excluded.to_detect,
    to_acknowledge = excluded.to_acknowledge, to_mitigate = excluded.to_mitigate, to_resolve = excluded.to_resolve,
    updates_kept = m.updates_kept + excluded.updates_kept, updates_late = m.updates_late + excluded.updates_late,
    update_due_at = excluded.update_due_at, promises_kept = excluded.promises_kept, promises_missed = excluded.promises_missed,
    promise_due_at = excluded.promise_due_at, agent_accepted = excluded.agent_accepted, agent_refuted = excluded.agent_refuted`;

function storeImpacts(sql: Sql, moved: Moved[]): void {
  const rows = moved.flatMap(({ id: incidentId, room }) =>
    room.intervals.flatMap(({ id, service, level, share, startedAt, endedAt }) =>
      service ? [{ id, incidentId, serviceId: service.id, level, share, startedAt, endedAt }] : [],
    ),
  );
  sql.send({
    name: "project-impacts",
    text: `
      WITH now AS (
        SELECT * FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, "incidentId" uuid, "serviceId" uuid, level text, share float8,
          "startedAt" timestamptz, "endedAt" timestamptz)
      ), gone AS (
        DELETE FROM incident_impact i WHERE incident_id = ANY($1::uuid[])
          AND NOT EXISTS (SELECT FROM now n WHERE n."incidentId" = i.incident_id AND n.id = i.id)
      )
      INSERT INTO incident_impact (id, incident_id, service_id, level, share, started_at, ended_at)
      SELECT id, "incidentId", "serviceId", level, share, "startedAt", "endedAt" FROM now
      ON CONFLICT (incident_id, id) DO UPDATE SET service_id = excluded.service_id, level = excluded.level, share = excluded.share,
        started_at = excluded.started_at, ended_at = excluded.ended_at`,
    values: [moved.map(({ id }) => id), JSON.stringify(rows)],
  });
}
