-- CreateTable
CREATE TABLE "agent_run" (
    "id" UUID NOT NULL,
    "agent" TEXT NOT NULL,
    "prompt" TEXT NOT NULL,
    "incident_id" UUID,
    "asked_by" UUID NOT NULL,
    "is_personal" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL,
    "driver" TEXT NOT NULL,
    "model" TEXT,
    "model_error" TEXT,
    "model_error_at" TIMESTAMPTZ(3),
    "steps" INTEGER NOT NULL DEFAULT 0,
    "tokens_in" INTEGER NOT NULL DEFAULT 0,
    "tokens_out" INTEGER NOT NULL DEFAULT 0,
    "cost_micros" BIGINT,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "worker" TEXT,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "waited_ms" INTEGER NOT NULL DEFAULT 0,
    "waiting_since" TIMESTAMPTZ(3),
    "last_seq" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "agent_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_run_chunk" (
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agent_run_chunk_pkey" PRIMARY KEY ("run_id","seq")
);

-- CreateTable
CREATE TABLE "agent_step" (
    "run_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "call_id" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "output" JSONB,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "agent_step_pkey" PRIMARY KEY ("run_id","n")
);

-- CreateTable
CREATE TABLE "proposal" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "call_id" TEXT NOT NULL,
    "incident_id" UUID,
    "tool" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "title" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "risk" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_name" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "result" JSONB,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "agent_run_created_at_id_idx" ON "agent_run"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "agent_run_incident_id_created_at_idx" ON "agent_run"("incident_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "agent_run_asked_by_created_at_idx" ON "agent_run"("asked_by", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "agent_step_run_id_call_id_key" ON "agent_step"("run_id", "call_id");

-- CreateIndex
CREATE INDEX "proposal_incident_id_created_at_idx" ON "proposal"("incident_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "proposal_run_id_call_id_key" ON "proposal"("run_id", "call_id");

-- The transcript only grows.
CREATE TRIGGER agent_run_chunk_append_only BEFORE UPDATE OR DELETE ON agent_run_chunk FOR EACH ROW EXECUTE FUNCTION muster_refuse_change();
CREATE TRIGGER agent_run_chunk_no_truncate BEFORE TRUNCATE ON agent_run_chunk FOR EACH STATEMENT EXECUTE FUNCTION muster_refuse_change();
ALTER TABLE agent_run_chunk ADD CONSTRAINT agent_run_chunk_seq_positive CHECK (seq > 0);

-- Workers look for these every second, among all runs that ever were.
CREATE INDEX agent_run_unended ON agent_run (created_at) WHERE state IN ('queued', 'running', 'waiting');
CREATE INDEX proposal_open ON proposal (expires_at) WHERE state = 'open';
