-- CreateTable
CREATE TABLE "postmortem" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "snapshot" BYTEA,
    "snapshot_seq" INTEGER NOT NULL DEFAULT 0,
    "claims" JSONB NOT NULL DEFAULT '{}',
    "words" TEXT NOT NULL DEFAULT '',
    "counted_seq" INTEGER NOT NULL DEFAULT 0,
    "figures" JSONB NOT NULL DEFAULT '{}',
    "due_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "share_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" JSONB NOT NULL,

    CONSTRAINT "postmortem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "postmortem_update" (
    "postmortem_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "actor" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "postmortem_update_pkey" PRIMARY KEY ("postmortem_id","seq")
);

-- CreateTable
CREATE TABLE "postmortem_reviewer" (
    "postmortem_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "note" TEXT NOT NULL DEFAULT '',
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "postmortem_reviewer_pkey" PRIMARY KEY ("postmortem_id","user_id")
);

-- CreateTable
CREATE TABLE "postmortem_comment" (
    "id" UUID NOT NULL,
    "postmortem_id" UUID NOT NULL,
    "parent_id" UUID,
    "anchor" JSONB,
    "quote" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT '',
    "replacement" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "author_id" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" TEXT,

    CONSTRAINT "postmortem_comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_session" (
    "id" UUID NOT NULL,
    "postmortem_id" UUID NOT NULL,
    "presenter_id" UUID NOT NULL,
    "presenter" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "review_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "action_item" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "owner_id" UUID,
    "owner_name" TEXT,
    "team" TEXT NOT NULL DEFAULT '',
    "due_on" DATE,
    "factor" TEXT NOT NULL DEFAULT '',
    "proof" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL DEFAULT 'person',
    "signature" TEXT,
    "ticket" JSONB,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "reminded_on" DATE,

    CONSTRAINT "action_item_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "postmortem_incident_id_key" ON "postmortem"("incident_id");

-- CreateIndex
CREATE UNIQUE INDEX "postmortem_share_hash_key" ON "postmortem"("share_hash");

-- CreateIndex
CREATE INDEX "postmortem_created_at_id_idx" ON "postmortem"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "postmortem_state_created_at_idx" ON "postmortem"("state", "created_at" DESC);

-- CreateIndex
CREATE INDEX "postmortem_reviewer_user_id_idx" ON "postmortem_reviewer"("user_id");

-- CreateIndex
CREATE INDEX "postmortem_comment_postmortem_id_created_at_idx" ON "postmortem_comment"("postmortem_id", "created_at");

-- CreateIndex
CREATE INDEX "review_session_postmortem_id_started_at_idx" ON "review_session"("postmortem_id", "started_at" DESC);

-- CreateIndex
CREATE INDEX "action_item_incident_id_position_idx" ON "action_item"("incident_id", "position");

-- CreateIndex
CREATE INDEX "action_item_state_due_on_idx" ON "action_item"("state", "due_on");

-- CreateIndex
CREATE INDEX "action_item_owner_id_state_idx" ON "action_item"("owner_id", "state");

-- CreateIndex
CREATE INDEX "action_item_signature_idx" ON "action_item"("signature");

-- AddForeignKey
ALTER TABLE "postmortem" ADD CONSTRAINT "postmortem_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "postmortem_update" ADD CONSTRAINT "postmortem_update_postmortem_id_fkey" FOREIGN KEY ("postmortem_id") REFERENCES "postmortem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "postmortem_reviewer" ADD CONSTRAINT "postmortem_reviewer_postmortem_id_fkey" FOREIGN KEY ("postmortem_id") REFERENCES "postmortem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "postmortem_comment" ADD CONSTRAINT "postmortem_comment_postmortem_id_fkey" FOREIGN KEY ("postmortem_id") REFERENCES "postmortem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_session" ADD CONSTRAINT "review_session_postmortem_id_fkey" FOREIGN KEY ("postmortem_id") REFERENCES "postmortem"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_item" ADD CONSTRAINT "action_item_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TRIGGER postmortem_update_append_only BEFORE UPDATE OR DELETE ON postmortem_update FOR EACH ROW EXECUTE FUNCTION muster_refuse_change();
CREATE TRIGGER postmortem_update_no_truncate BEFORE TRUNCATE ON postmortem_update FOR EACH STATEMENT EXECUTE FUNCTION muster_refuse_change();
ALTER TABLE postmortem_update ADD CONSTRAINT postmortem_update_seq_positive CHECK (seq > 0);
ALTER TABLE postmortem ADD CONSTRAINT postmortem_state_known CHECK (state IN ('draft', 'in-review', 'approved', 'published'));
ALTER TABLE action_item ADD CONSTRAINT action_item_state_known CHECK (state IN ('open', 'doing', 'done', 'dropped'));
