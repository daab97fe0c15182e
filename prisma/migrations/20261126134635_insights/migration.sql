-- CreateTable
CREATE TABLE "incident_measure" (
    "id" UUID NOT NULL,
    "declared_at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "visibility" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "severity" TEXT,
    "services" UUID[],
    "cause" TEXT,
    "cause_service" TEXT,
    "to_detect" DOUBLE PRECISION,
    "to_acknowledge" DOUBLE PRECISION,
    "to_mitigate" DOUBLE PRECISION,
    "to_resolve" DOUBLE PRECISION,
    "updates_kept" INTEGER NOT NULL DEFAULT 0,
    "updates_late" INTEGER NOT NULL DEFAULT 0,
    "update_due_at" TIMESTAMPTZ(3),
    "promises_kept" INTEGER NOT NULL DEFAULT 0,
    "promises_missed" INTEGER NOT NULL DEFAULT 0,
    "promise_due_at" TIMESTAMPTZ(3),
    "agent_accepted" INTEGER NOT NULL DEFAULT 0,
    "agent_refuted" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "incident_measure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_impact" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "share" DOUBLE PRECISION,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "incident_impact_pkey" PRIMARY KEY ("incident_id","id")
);

-- CreateIndex
CREATE INDEX "incident_measure_declared_at_idx" ON "incident_measure"("declared_at");

-- CreateIndex
CREATE INDEX "incident_measure_cause_declared_at_idx" ON "incident_measure"("cause", "declared_at");

-- CreateIndex
CREATE INDEX "incident_impact_service_id_started_at_idx" ON "incident_impact"("service_id", "started_at");

-- AddForeignKey
ALTER TABLE "incident_measure" ADD CONSTRAINT "incident_measure_id_fkey" FOREIGN KEY ("id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_impact" ADD CONSTRAINT "incident_impact_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What there is already, from the states and the log; lib/contracts/insights/measure-of.ts says the same for what comes.
WITH room AS (
  SELECT i.id, i.declared_at, i.kind, i.visibility, i.phase, i.severity, i.next_update_due_at, i.state,
    (i.state #>> '{timestamps,startedAt,at}')::timestamptz AS started, (i.state #>> '{timestamps,acknowledgedAt,at}')::timestamptz AS acknowledged,
    (i.state #>> '{timestamps,mitigatedAt,at}')::timestamptz AS mitigated, (i.state #>> '{timestamps,resolvedAt,at}')::timestamptz AS resolved,
    coalesce(i.state #>> '{timestamps,detectedAt,at}', i.state #>> '{timestamps,declaredAt,at}')::timestamptz AS noticed
  FROM incident i
), told AS (
  SELECT i.id, (p.one ->> 'nextBy')::timestamptz AS next_by, p.one ->> 'status' AS status,
    lead((p.one ->> 'at')::timestamptz) OVER (PARTITION BY i.id ORDER BY p.place) AS next_at
  FROM incident i, jsonb_array_elements(i.state #> '{told,publications}') WITH ORDINALITY AS p (one, place)
), promise AS (
  SELECT id, count(*) FILTER (WHERE next_at <= next_by)::int AS kept, count(*) FILTER (WHERE next_at > next_by)::int AS missed,
    max(next_by) FILTER (WHERE next_at IS NULL) AS due_at
  FROM told WHERE next_by IS NOT NULL AND status <> 'resolved' GROUP BY id
), mark AS (
  SELECT incident_id, kind, recorded_at, payload ->> 'to' AS "to",
    lag((payload ->> 'nextUpdateDueAt')::timestamptz) OVER (PARTITION BY incident_id ORDER BY seq) AS owed
  FROM timeline_event WHERE kind IN ('declared', 'status', 'severity', 'update', 'merged', 'unmerged')
), updates AS (
  SELECT incident_id, count(*) FILTER (WHERE kind = 'update' AND recorded_at <= owed)::int AS kept,
    count(*) FILTER (WHERE recorded_at > owed AND (kind = 'update' OR (kind = 'status'
      AND NOT "to" IN ('triage', 'investigating', 'identified', 'mitigating', 'monitoring'))))::int AS late
  FROM mark GROUP BY incident_id
), judged AS (
  SELECT i.id, count(*) FILTER (WHERE h.one ->> 'state' = 'accepted')::int AS accepted, count(*) FILTER (WHERE h.one ->> 'state' = 'refuted')::int AS refuted
  FROM incident i, jsonb_array_elements(i.state -> 'hypotheses') AS h (one)
  WHERE h.one #>> '{by,type}' = 'agent' AND h.one #>> '{decided,by,type}' = 'user' GROUP BY i.id
), accepted AS (
  SELECT DISTINCT ON (i.id) i.id, coalesce(h.one ->> 'signature', 'other') AS cause, h.one ->> 'service' AS service
  FROM incident i, jsonb_array_elements(i.state -> 'hypotheses') AS h (one) WHERE h.one ->> 'state' = 'accepted'
  ORDER BY i.id, coalesce((h.one ->> 'confidence')::float8, 0.3) DESC, h.one ->> 'at'
)
INSERT INTO incident_measure (id, declared_at, kind, visibility, phase, severity, services, cause, cause_service, to_detect, to_acknowledge, to_mitigate,
  to_resolve, updates_kept, updates_late, update_due_at, promises_kept, promises_missed, promise_due_at, agent_accepted, agent_refuted)
SELECT r.id, r.declared_at, r.kind, r.visibility, r.phase, r.severity,
  ARRAY(SELECT (s.one ->> 'id')::uuid FROM jsonb_array_elements(r.state -> 'services') WITH ORDINALITY AS s (one, place) ORDER BY s.place),
  a.cause, a.service, extract(epoch FROM CASE WHEN r.noticed >= r.started THEN r.noticed - r.started END) * 1000,
  extract(epoch FROM CASE WHEN r.acknowledged >= r.noticed THEN r.acknowledged - r.noticed END) * 1000,
  extract(epoch FROM CASE WHEN r.mitigated >= coalesce(r.started, r.noticed) THEN r.mitigated - coalesce(r.started, r.noticed) END) * 1000,
  extract(epoch FROM CASE WHEN r.resolved >= coalesce(r.started, r.noticed) THEN r.resolved - coalesce(r.started, r.noticed) END) * 1000,
  coalesce(u.kept, 0), coalesce(u.late, 0), r.next_update_due_at, coalesce(p.kept, 0), coalesce(p.missed, 0), p.due_at,
  coalesce(j.accepted, 0), coalesce(j.refuted, 0)
FROM room r LEFT JOIN promise p ON p.id = r.id LEFT JOIN updates u ON u.incident_id = r.id LEFT JOIN judged j ON j.id = r.id LEFT JOIN accepted a ON a.id = r.id;

INSERT INTO incident_impact (id, incident_id, service_id, level, share, started_at, ended_at)
SELECT (v.one ->> 'id')::uuid, i.id, (v.one #>> '{service,id}')::uuid, v.one ->> 'level', (v.one ->> 'share')::float8,
  (v.one ->> 'startedAt')::timestamptz, (v.one ->> 'endedAt')::timestamptz
FROM incident i, jsonb_array_elements(i.state -> 'intervals') AS v (one) WHERE v.one #>> '{service,id}' IS NOT NULL;
