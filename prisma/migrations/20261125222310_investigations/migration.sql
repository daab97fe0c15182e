-- CreateTable
CREATE TABLE "investigation" (
    "id" UUID NOT NULL,
    "incident_id" UUID,
    "run_id" UUID,
    "question" TEXT NOT NULL,
    "services" TEXT[],
    "window_from" TIMESTAMPTZ(3) NOT NULL,
    "window_to" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "captures" INTEGER NOT NULL DEFAULT 0,
    "analysis" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "reported_at" TIMESTAMPTZ(3),
    "verdict" INTEGER,
    "verdict_note" TEXT,
    "verdict_by" UUID,
    "verdict_name" TEXT,
    "verdict_at" TIMESTAMPTZ(3),

    CONSTRAINT "investigation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "investigation_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "window_from" TIMESTAMPTZ(3),
    "window_to" TIMESTAMPTZ(3),
    "rows" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "is_truncated" BOOLEAN NOT NULL DEFAULT false,
    "content" BYTEA NOT NULL,
    "captured_by" JSONB NOT NULL,
    "request" TEXT,
    "captured_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("investigation_id","n")
);

-- CreateIndex
CREATE INDEX "investigation_incident_id_created_at_idx" ON "investigation"("incident_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "investigation_run_id_idx" ON "investigation"("run_id");

-- CreateIndex
CREATE INDEX "investigation_created_at_id_idx" ON "investigation"("created_at" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_investigation_id_fkey" FOREIGN KEY ("investigation_id") REFERENCES "investigation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was captured is never changed, and an answer is judged within its scale.
CREATE TRIGGER evidence_append_only BEFORE UPDATE OR DELETE ON evidence FOR EACH ROW EXECUTE FUNCTION muster_refuse_change();
CREATE TRIGGER evidence_no_truncate BEFORE TRUNCATE ON evidence FOR EACH STATEMENT EXECUTE FUNCTION muster_refuse_change();
ALTER TABLE evidence ADD CONSTRAINT evidence_n_positive CHECK (n > 0);
ALTER TABLE investigation ADD CONSTRAINT investigation_state_known CHECK (state IN ('open', 'reported'));
ALTER TABLE investigation ADD CONSTRAINT investigation_verdict_known CHECK (verdict IN (0, 35, 65, 100));

-- Rooms know their hypotheses. None was proposed before there were any, so the fold of each log has an empty list.
UPDATE incident SET state = jsonb_set(state, '{hypotheses}', '[]'::jsonb) WHERE NOT state ? 'hypotheses';
