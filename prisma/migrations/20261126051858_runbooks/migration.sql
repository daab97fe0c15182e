-- CreateTable
CREATE TABLE "runbook" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "is_draft" BOOLEAN NOT NULL DEFAULT false,
    "origin" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "runbook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runbook_version" (
    "runbook_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "parsed" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "created_by" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "runbook_version_pkey" PRIMARY KEY ("runbook_id","version")
);

-- CreateTable
CREATE TABLE "runbook_run" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "incident_id" UUID,
    "mode" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "waits_for" TEXT,
    "plan" JSONB NOT NULL,
    "target" TEXT NOT NULL,
    "started_by" JSONB NOT NULL,
    "note" TEXT,
    "is_stopping" BOOLEAN NOT NULL DEFAULT false,
    "worker" TEXT,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "runbook_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runbook_step" (
    "run_id" UUID NOT NULL,
    "phase" TEXT NOT NULL,
    "n" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "detail" TEXT,
    "exit_code" INTEGER,
    "is_ready" BOOLEAN NOT NULL DEFAULT false,
    "undo_state" TEXT,
    "undo_note" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "runbook_step_pkey" PRIMARY KEY ("run_id","phase","n")
);

-- CreateTable
CREATE TABLE "runbook_event" (
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "runbook_event_pkey" PRIMARY KEY ("run_id","seq")
);

-- CreateTable
CREATE TABLE "runbook_approval" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "bound" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "asked_by" UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_name" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "runbook_approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runbook_lock" (
    "target" TEXT NOT NULL,
    "run_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "runbook_lock_pkey" PRIMARY KEY ("target")
);

-- CreateTable
CREATE TABLE "runbook_secret" (
    "name" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "runbook_secret_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "runbook_slug_key" ON "runbook"("slug");

-- CreateIndex
CREATE INDEX "runbook_run_incident_id_created_at_idx" ON "runbook_run"("incident_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "runbook_run_slug_created_at_idx" ON "runbook_run"("slug", "created_at" DESC);

-- CreateIndex
CREATE INDEX "runbook_run_created_at_id_idx" ON "runbook_run"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "runbook_approval_run_id_n_idx" ON "runbook_approval"("run_id", "n");

-- CreateIndex
CREATE INDEX "runbook_lock_run_id_idx" ON "runbook_lock"("run_id");

-- AddForeignKey
ALTER TABLE "runbook_version" ADD CONSTRAINT "runbook_version_runbook_id_fkey" FOREIGN KEY ("runbook_id") REFERENCES "runbook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runbook_run" ADD CONSTRAINT "runbook_run_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runbook_step" ADD CONSTRAINT "runbook_step_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runbook_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runbook_event" ADD CONSTRAINT "runbook_event_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runbook_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runbook_approval" ADD CONSTRAINT "runbook_approval_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runbook_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX runbook_run_due ON runbook_run (due_at) WHERE due_at IS NOT NULL;

CREATE INDEX runbook_approval_open ON runbook_approval (expires_at) WHERE state = 'asked';

ALTER TABLE runbook_run ADD CONSTRAINT runbook_run_state_known
  CHECK (state IN ('proposed', 'running', 'waiting', 'rolling_back', 'succeeded', 'failed', 'rolled_back', 'cancelled'));

ALTER TABLE runbook_approval ADD CONSTRAINT runbook_approval_state_known
  CHECK (state IN ('asked', 'approved', 'rejected', 'void', 'expired', 'used'));

ALTER TABLE runbook_approval ADD CONSTRAINT runbook_approval_by_another
  CHECK (decided_by IS NULL OR state = 'rejected' OR NOT decided_by = ANY (asked_by));

ALTER TABLE runbook_event ADD CONSTRAINT runbook_event_seq_positive CHECK (seq > 0);

CREATE TRIGGER runbook_event_append_only BEFORE UPDATE OR DELETE ON runbook_event FOR EACH ROW EXECUTE FUNCTION muster_refuse_change();

CREATE TRIGGER runbook_version_append_only BEFORE UPDATE OR DELETE ON runbook_version FOR EACH ROW EXECUTE FUNCTION muster_refuse_change();
