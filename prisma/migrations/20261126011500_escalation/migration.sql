-- CreateTable
CREATE TABLE "escalation_policy" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "rules" JSONB NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "escalation_policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_policy" (
    "service_id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,

    CONSTRAINT "service_policy_pkey" PRIMARY KEY ("service_id")
);

-- CreateTable
CREATE TABLE "position" (
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "user_id" UUID,
    "order" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "position_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "escalation_timer" (
    "incident_id" UUID NOT NULL,
    "escalation_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,

    CONSTRAINT "escalation_timer_pkey" PRIMARY KEY ("incident_id")
);

-- CreateTable
CREATE TABLE "page" (
    "id" UUID NOT NULL,
    "escalation_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "loop" INTEGER NOT NULL,
    "recipient" UUID NOT NULL,
    "is_person" BOOLEAN NOT NULL,
    "urgency" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "page_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "page_delivery" (
    "id" UUID NOT NULL,
    "page_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "method_id" UUID,
    "position" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "reference" TEXT,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "page_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_method" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "secrets" JSONB NOT NULL DEFAULT '{}',
    "verified_at" TIMESTAMPTZ(3),
    "code_hash" BYTEA,
    "code_until" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contact_method_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_plan" (
    "user_id" UUID NOT NULL,
    "plan" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contact_plan_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "pager_check" (
    "id" INTEGER NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "raised_at" TIMESTAMPTZ(3),
    "heartbeat_at" TIMESTAMPTZ(3),
    "heartbeat_problem" TEXT,

    CONSTRAINT "pager_check_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "escalation_policy_name_key" ON "escalation_policy"("name");

-- CreateIndex
CREATE INDEX "service_policy_policy_id_idx" ON "service_policy"("policy_id");

-- CreateIndex
CREATE INDEX "page_incident_id_created_at_idx" ON "page"("incident_id", "created_at");

-- CreateIndex
CREATE INDEX "page_recipient_created_at_idx" ON "page"("recipient", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "page_escalation_id_step_loop_recipient_key" ON "page"("escalation_id", "step", "loop", "recipient");

-- CreateIndex
CREATE INDEX "page_delivery_state_settled_at_idx" ON "page_delivery"("state", "settled_at");

-- CreateIndex
CREATE UNIQUE INDEX "page_delivery_page_id_position_key" ON "page_delivery"("page_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "contact_method_user_id_kind_address_key" ON "contact_method"("user_id", "kind", "address");

-- AddForeignKey
ALTER TABLE "service_policy" ADD CONSTRAINT "service_policy_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "escalation_policy"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "escalation_timer" ADD CONSTRAINT "escalation_timer_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "page" ADD CONSTRAINT "page_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "page_delivery" ADD CONSTRAINT "page_delivery_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "page"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_method" ADD CONSTRAINT "contact_method_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_plan" ADD CONSTRAINT "contact_plan_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the engine and the sender look for, and nothing else.
CREATE INDEX escalation_timer_due ON escalation_timer (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX page_delivery_due ON page_delivery (due_at) WHERE state IN ('waiting', 'sending');
CREATE UNIQUE INDEX escalation_policy_default ON escalation_policy (is_default) WHERE is_default AND archived_at IS NULL;
ALTER TABLE escalation_timer ADD CONSTRAINT escalation_timer_state_known CHECK (state IN ('running', 'acknowledged', 'exhausted', 'stood-down', 'ended'));
ALTER TABLE escalation_timer ADD CONSTRAINT escalation_timer_over_is_still CHECK (due_at IS NULL OR state NOT IN ('stood-down', 'ended'));
ALTER TABLE page ADD CONSTRAINT page_state_known
  CHECK (state IN ('queued', 'sent', 'delivered', 'seen', 'acknowledged', 'declined', 'failed', 'cancelled'));
ALTER TABLE page_delivery ADD CONSTRAINT page_delivery_state_known
  CHECK (state IN ('waiting', 'sending', 'sent', 'delivered', 'failed', 'cancelled'));
ALTER TABLE pager_check ADD CONSTRAINT pager_check_is_one CHECK (id = 1);

-- Positions that every organisation begins with.
INSERT INTO position (key, name, "order") VALUES
  ('engineering-manager', 'Engineering Manager', 1), ('vp-engineering', 'VP Engineering', 2), ('cto', 'CTO', 3), ('customer-success', 'Customer Success', 4);

-- Rooms know their escalation. Nobody was paged before there was any, so the fold of each log has none.
UPDATE incident SET state = jsonb_set(state, '{escalation}', 'null'::jsonb) WHERE NOT state ? 'escalation';
