-- CreateTable
CREATE TABLE "integration" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "secret" TEXT NOT NULL,
    "previous_secret" TEXT,
    "previous_until" TIMESTAMPTZ(3),
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "integration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integration_hour" (
    "integration_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "received" INTEGER NOT NULL DEFAULT 0,
    "repeated" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "last_reason" TEXT,

    CONSTRAINT "integration_hour_pkey" PRIMARY KEY ("integration_id","hour")
);

-- CreateTable
CREATE TABLE "intake_event" (
    "id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "content_type" TEXT NOT NULL DEFAULT '',
    "body" BYTEA NOT NULL,
    "repeats" INTEGER NOT NULL DEFAULT 0,
    "window_seconds" INTEGER,
    "round" INTEGER NOT NULL DEFAULT 1,
    "round_at" TIMESTAMPTZ(3) NOT NULL,
    "urgency" SMALLINT NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),
    "result" TEXT,

    CONSTRAINT "intake_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "integration_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "source_name" TEXT NOT NULL,
    "dedup_key" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "labels" JSONB NOT NULL DEFAULT '{}',
    "link" TEXT,
    "service" TEXT NOT NULL DEFAULT '',
    "service_id" UUID,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "occurrences" INTEGER NOT NULL DEFAULT 1,
    "refires" INTEGER NOT NULL DEFAULT 0,
    "outcome" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT NOT NULL DEFAULT '',
    "rule_id" UUID,
    "maintenance_id" UUID,
    "incident_id" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_signal" (
    "event_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "index" INTEGER NOT NULL,
    "alert_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "level" TEXT NOT NULL,

    CONSTRAINT "alert_signal_pkey" PRIMARY KEY ("event_id","round","index")
);

-- CreateTable
CREATE TABLE "alert_rule" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "definition" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "alert_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "maintenance_window" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "service_ids" UUID[],
    "matchers" JSONB NOT NULL DEFAULT '[]',
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "maintenance_window_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_storm" (
    "id" UUID NOT NULL,
    "incident_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "alerts" INTEGER NOT NULL DEFAULT 0,
    "critical" INTEGER NOT NULL DEFAULT 0,
    "told" INTEGER NOT NULL DEFAULT 0,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_storm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change" (
    "id" UUID NOT NULL,
    "integration_id" UUID,
    "source_name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "service" TEXT NOT NULL DEFAULT '',
    "service_id" UUID,
    "title" TEXT NOT NULL,
    "author" TEXT,
    "link" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change_cursor" (
    "connection" TEXT NOT NULL,
    "read_to" TIMESTAMPTZ(3) NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,
    "problem" TEXT,

    CONSTRAINT "change_cursor_pkey" PRIMARY KEY ("connection")
);

-- CreateIndex
CREATE INDEX "intake_event_integration_id_received_at_id_idx" ON "intake_event"("integration_id", "received_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "alert_status_last_at_id_idx" ON "alert"("status", "last_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "alert_last_at_id_idx" ON "alert"("last_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "alert_integration_id_dedup_key_last_at_idx" ON "alert"("integration_id", "dedup_key", "last_at" DESC);

-- CreateIndex
CREATE INDEX "alert_incident_id_idx" ON "alert"("incident_id");

-- CreateIndex
CREATE INDEX "alert_service_last_at_idx" ON "alert"("service", "last_at" DESC);

-- CreateIndex
CREATE INDEX "alert_signal_alert_id_at_idx" ON "alert_signal"("alert_id", "at" DESC);

-- CreateIndex
CREATE INDEX "alert_rule_position_idx" ON "alert_rule"("position");

-- CreateIndex
CREATE INDEX "maintenance_window_ends_at_idx" ON "maintenance_window"("ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "change_key_key" ON "change"("key");

-- CreateIndex
CREATE INDEX "change_at_id_idx" ON "change"("at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "change_service_id_at_idx" ON "change"("service_id", "at" DESC);

-- AddForeignKey
ALTER TABLE "alert_signal" ADD CONSTRAINT "alert_signal_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- One open alert for each dedup key of an integration.
CREATE UNIQUE INDEX "alert_open" ON "alert" ("integration_id", "dedup_key") WHERE "status" = 'firing';
ALTER TABLE "alert" ADD CONSTRAINT "alert_status_known" CHECK ("status" IN ('firing', 'resolved'));
ALTER TABLE "alert" ADD CONSTRAINT "alert_outcome_known" CHECK ("outcome" IN ('pending', 'declared', 'attached', 'recorded', 'maintenance', 'storm'));
CREATE INDEX "alert_waiting_for_maintenance" ON "alert" ("maintenance_id") WHERE "outcome" = 'maintenance' AND "status" = 'firing';
CREATE INDEX "alert_declared" ON "alert" ("decided_at") WHERE "outcome" = 'declared';

-- What is to be worked, the urgent first.
CREATE INDEX "intake_event_due" ON "intake_event" ("urgency", "due_at") WHERE "state" IN ('waiting', 'working');
ALTER TABLE "intake_event" ADD CONSTRAINT "intake_event_state_known" CHECK ("state" IN ('waiting', 'working', 'done', 'failed'));

-- What is past its time, for housekeeping; nothing that has just come in stands in it.
CREATE INDEX "intake_event_handled" ON "intake_event" ("handled_at") WHERE "state" IN ('done', 'failed');

-- Bodies stay as they came.
CREATE TRIGGER "intake_event_body_stays" BEFORE UPDATE OF "body" ON "intake_event" FOR EACH ROW EXECUTE FUNCTION muster_refuse_change();

-- At most one storm at a time.
CREATE UNIQUE INDEX "alert_storm_open" ON "alert_storm" ((true)) WHERE "ended_at" IS NULL;
