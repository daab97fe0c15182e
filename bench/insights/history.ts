import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { testPerson } from "#server/testing/database.ts";
import { anIncident } from "#server/testing/incident.ts";

/** So many days of incidents; they become more towards the present. */
export const DAYS = 5 * 365;
const SERVICES = 200;
const TEAMS = 20;
const PEOPLE = 200;

/**
 * An organisation's incidents with all that insights read: states of an ordinary size, measures, impact, pages and action items. Made by the database
 * from one declared incident, because what is measured is reading.
 */
export async function aHistory(count: number): Promise<Ctx> {
  const ada = await testPerson({ role: "admin", name: "Ada" });
  await anIncident(ada, { title: "Template", kind: "test", summary: "Requests to the checkout time out. ".repeat(20) });
  for (const statement of [...CATALOGUE, ...incidents(count), ...beside()]) await db().$executeRawUnsafe(statement);
  for (const table of ["incident", "incident_measure", "incident_impact", "incident_service", "page", "action_item", "investigation"])
    await db().$executeRawUnsafe(`VACUUM ANALYZE ${table}`);
  return ada;
}

const CATALOGUE = [
  `INSERT INTO "user" (id, name, email, handle, role, time_zone, updated_at)
    SELECT gen_random_uuid(), 'Person ' || n, n || '@example.com', 'person-x-' || n, 'responder', (ARRAY['Europe/Vienna', 'America/New_York', 'Asia/Tokyo'])[1 + n % 3], now()
    FROM generate_series(1, ${PEOPLE}) n`,
  `INSERT INTO team (id, slug, name) SELECT gen_random_uuid(), 'team-' || n, 'Team ' || n FROM generate_series(1, ${TEAMS}) n`,
  `INSERT INTO service (id, slug, name, team_id, slos)
    SELECT gen_random_uuid(), 'service-' || n, 'Service ' || n, (SELECT id FROM team WHERE slug = 'team-' || (1 + n % ${TEAMS})),
      CASE WHEN n % 2 = 0 THEN '[{"name": "Availability", "objective": 0.999, "windowDays": 30}]'::jsonb ELSE '[]'::jsonb END
    FROM generate_series(1, ${SERVICES}) n`,
];

/** Pseudo-random in [0, 1), the same in every run. */
const chance = (salt: number): string => `((hashint8extended(n, ${salt}) & 1048575) / 1048576.0)`;

function incidents(count: number): string[] {
  return [
    `INSERT INTO incident (id, reference, title, kind, visibility, phase, severity, state, audit_hash, declared_at, activity_at)
      SELECT gen_random_uuid(), 'INC-P-' || n, 'Incident ' || n, CASE WHEN ${chance(1)} < 0.06 THEN 'drill' ELSE 'real' END,
        CASE WHEN ${chance(2)} < 0.02 THEN 'private' ELSE 'normal' END, CASE WHEN ${chance(3)} < 0.05 THEN 'cancelled' ELSE 'closed' END,
        'SEV' || (1 + floor(sqrt(${chance(4)}) * 4))::int, i.state, i.audit_hash, at, at + interval '2 hours'
      FROM (SELECT n, now() - interval '${DAYS} days' * (1 - sqrt(n::float8 / ${count})) AS at FROM generate_series(1, ${count}::bigint) n) made, incident i
      WHERE i.title = 'Template'`,
    `INSERT INTO incident_measure (id, declared_at, kind, visibility, phase, severity, services, cause, cause_service, to_detect, to_acknowledge, to_mitigate,
        to_resolve, updates_kept, updates_late, promises_kept, promises_missed, agent_accepted, agent_refuted)
      SELECT id, declared_at, kind, visibility, phase, severity, ARRAY(
          SELECT s.id FROM numbered s WHERE s.place IN (1 + floor(power(${chance(5)}, 2) * ${SERVICES})::int, CASE WHEN ${chance(6)} < 0.4 THEN 1 + (n % ${SERVICES})::int END)),
        (ARRAY['connection-pool', 'cpu-saturation', 'disk-full', 'memory-leak', 'certificate-expired', 'other', NULL, NULL])[1 + floor(${chance(7)} * 8)::int],
        'service-' || (1 + floor(${chance(8)} * ${SERVICES}))::int, -600000 * ln(1 - ${chance(9)}), -300000 * ln(1 - ${chance(10)}),
        CASE WHEN ${chance(11)} < 0.8 THEN -3600000 * ln(1 - ${chance(12)}) END, -7200000 * ln(1 - ${chance(13)}), floor(${chance(14)} * 6)::int,
        floor(${chance(15)} * 2)::int, floor(${chance(16)} * 4)::int, floor(${chance(17)} * 2)::int, floor(${chance(18)} * 2)::int, floor(${chance(19)} * 2)::int
      FROM (SELECT *, substring(reference FROM 7)::bigint AS n FROM incident WHERE reference LIKE 'INC-P-%') i`.replace(
      "INSERT INTO",
      "WITH numbered AS MATERIALIZED (SELECT id, row_number() OVER (ORDER BY slug)::int AS place FROM service) INSERT INTO",
    ),
  ];
}

function beside(): string[] {
  return [
    "INSERT INTO incident_service (incident_id, service_id, declared_at) SELECT id, unnest(services), declared_at FROM incident_measure",
    `INSERT INTO incident_impact (id, incident_id, service_id, level, share, started_at, ended_at)
      SELECT gen_random_uuid(), id, services[1], 'partial', 0.3, declared_at, declared_at + interval '20 minutes' FROM incident_measure
      WHERE services <> '{}' AND severity IN ('SEV1', 'SEV2', 'SEV3')`,
    `WITH numbered AS MATERIALIZED (SELECT id, row_number() OVER (ORDER BY handle)::int AS place FROM "user")
      INSERT INTO page (id, escalation_id, incident_id, step, title, loop, recipient, is_person, urgency, state, created_at)
      SELECT gen_random_uuid(), gen_random_uuid(), m.id, step::text, '', 0, u.id, true, 'high', 'acknowledged', m.declared_at + step * interval '5 minutes'
      FROM incident_measure m, generate_series(1, 2) step JOIN numbered u ON true
      WHERE u.place = 1 + (extract(epoch FROM m.declared_at)::bigint * step) % ${PEOPLE}`,
    `INSERT INTO action_item (id, incident_id, title, state, priority, due_on, created_at, done_at)
      SELECT gen_random_uuid(), id, 'Mend it', CASE WHEN to_resolve > 30000000 THEN 'open' ELSE 'done' END, 'P2', (declared_at + interval '14 days')::date,
        declared_at, CASE WHEN to_resolve > 30000000 THEN NULL ELSE declared_at + interval '10 days' END
      FROM incident_measure WHERE to_resolve > 6000000`,
  ];
}
