-- CreateTable
CREATE TABLE "deadline" (
    "incident_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "owner_id" UUID,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "armed_seq" INTEGER,
    "fire_at" TIMESTAMPTZ(3),
    "fired" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "answer" TEXT,
    "answered_by" JSONB,

    CONSTRAINT "deadline_pkey" PRIMARY KEY ("incident_id","kind","subject")
);

-- AddForeignKey
ALTER TABLE "deadline" ADD CONSTRAINT "deadline_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

ALTER TABLE deadline ADD CONSTRAINT deadline_state_known CHECK (state IN ('open', 'answered', 'expired', 'withdrawn'));

-- Open deadlines are few among many: those the engine acts on next, and those of one person.
CREATE INDEX deadline_fire ON deadline (fire_at) WHERE state = 'open' AND fire_at IS NOT NULL;
CREATE INDEX deadline_open ON deadline (due_at, incident_id) WHERE state = 'open';
