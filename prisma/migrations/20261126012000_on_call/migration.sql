-- CreateTable
CREATE TABLE "oncall_schedule" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "zone" TEXT NOT NULL,
    "team_id" UUID,
    "layers" JSONB NOT NULL DEFAULT '[]',
    "warns_of_gaps" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT,

    CONSTRAINT "oncall_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oncall_override" (
    "id" UUID NOT NULL,
    "schedule_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "swap_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" JSONB NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "oncall_override_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oncall_swap" (
    "id" UUID NOT NULL,
    "schedule_id" UUID NOT NULL,
    "from_user_id" UUID NOT NULL,
    "to_user_id" UUID NOT NULL,
    "give_from" TIMESTAMPTZ(3) NOT NULL,
    "give_to" TIMESTAMPTZ(3) NOT NULL,
    "take_from" TIMESTAMPTZ(3),
    "take_to" TIMESTAMPTZ(3),
    "message" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "oncall_swap_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oncall_feed" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "schedule_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "oncall_feed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "oncall_schedule_slug_key" ON "oncall_schedule"("slug");

-- CreateIndex
CREATE INDEX "oncall_schedule_team_id_idx" ON "oncall_schedule"("team_id");

-- CreateIndex
CREATE INDEX "oncall_override_schedule_id_ends_at_idx" ON "oncall_override"("schedule_id", "ends_at");

-- CreateIndex
CREATE INDEX "oncall_override_user_id_ends_at_idx" ON "oncall_override"("user_id", "ends_at");

-- CreateIndex
CREATE INDEX "oncall_swap_to_user_id_state_idx" ON "oncall_swap"("to_user_id", "state");

-- CreateIndex
CREATE INDEX "oncall_swap_from_user_id_state_idx" ON "oncall_swap"("from_user_id", "state");

-- CreateIndex
CREATE INDEX "oncall_swap_schedule_id_idx" ON "oncall_swap"("schedule_id");

-- CreateIndex
CREATE UNIQUE INDEX "oncall_feed_token_hash_key" ON "oncall_feed"("token_hash");

-- CreateIndex
CREATE INDEX "oncall_feed_owner_id_idx" ON "oncall_feed"("owner_id");

-- CreateIndex
CREATE INDEX "oncall_feed_schedule_id_idx" ON "oncall_feed"("schedule_id");

-- AddForeignKey
ALTER TABLE "oncall_schedule" ADD CONSTRAINT "oncall_schedule_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oncall_override" ADD CONSTRAINT "oncall_override_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "oncall_schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oncall_override" ADD CONSTRAINT "oncall_override_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oncall_swap" ADD CONSTRAINT "oncall_swap_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "oncall_schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oncall_swap" ADD CONSTRAINT "oncall_swap_from_user_id_fkey" FOREIGN KEY ("from_user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oncall_swap" ADD CONSTRAINT "oncall_swap_to_user_id_fkey" FOREIGN KEY ("to_user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oncall_feed" ADD CONSTRAINT "oncall_feed_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oncall_feed" ADD CONSTRAINT "oncall_feed_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "oncall_schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.
ALTER TABLE "oncall_override" ADD CONSTRAINT "oncall_override_forward" CHECK (starts_at < ends_at);
ALTER TABLE "oncall_swap" ADD CONSTRAINT "oncall_swap_state_known" CHECK (state IN ('open', 'accepted', 'declined', 'cancelled'));
