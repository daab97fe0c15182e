-- CreateTable
CREATE TABLE "drill" (
    "id" UUID NOT NULL,
    "scenario" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "incident_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'starting',
    "started_by" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "addresses" JSONB,
    "held_until" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "score" JSONB,

    CONSTRAINT "drill_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "drill_incident_id_key" ON "drill"("incident_id");

-- CreateIndex
CREATE INDEX "drill_state_idx" ON "drill"("state");
