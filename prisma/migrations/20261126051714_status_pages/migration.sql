-- CreateTable
CREATE TABLE "status_page" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "password" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "rendered_version" INTEGER NOT NULL DEFAULT 0,
    "rendered_digest" TEXT NOT NULL DEFAULT '',
    "rendered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "status_page_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_component" (
    "id" UUID NOT NULL,
    "page_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "group" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "service_id" UUID,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "status_component_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_maintenance" (
    "id" UUID NOT NULL,
    "page_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "components" UUID[],
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "remind_minutes" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "reminded_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "status_maintenance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_subscriber" (
    "id" UUID NOT NULL,
    "page_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "components" UUID[],
    "secret" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "status_subscriber_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_delivery" (
    "id" UUID NOT NULL,
    "subscriber_id" UUID,
    "connection_id" UUID,
    "recipient" TEXT NOT NULL,
    "news" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "status_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "status_news" (
    "page_id" UUID NOT NULL,
    "news" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "status_news_pkey" PRIMARY KEY ("page_id","news")
);

-- CreateTable
CREATE TABLE "status_link" (
    "id" UUID NOT NULL,
    "page_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "components" UUID[],
    "workaround" TEXT NOT NULL DEFAULT '',
    "generation" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "status_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "status_page_slug_key" ON "status_page"("slug");

-- CreateIndex
CREATE INDEX "status_component_page_id_idx" ON "status_component"("page_id");

-- CreateIndex
CREATE INDEX "status_component_service_id_idx" ON "status_component"("service_id");

-- CreateIndex
CREATE INDEX "status_maintenance_page_id_starts_at_idx" ON "status_maintenance"("page_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "status_subscriber_page_id_kind_address_key" ON "status_subscriber"("page_id", "kind", "address");

-- CreateIndex
CREATE INDEX "status_delivery_created_at_idx" ON "status_delivery"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "status_delivery_recipient_news_key" ON "status_delivery"("recipient", "news");

-- CreateIndex
CREATE INDEX "status_link_page_id_idx" ON "status_link"("page_id");

-- AddForeignKey
ALTER TABLE "status_component" ADD CONSTRAINT "status_component_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "status_page"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_maintenance" ADD CONSTRAINT "status_maintenance_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "status_page"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_subscriber" ADD CONSTRAINT "status_subscriber_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "status_page"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_delivery" ADD CONSTRAINT "status_delivery_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "status_subscriber"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_link" ADD CONSTRAINT "status_link_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "status_page"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is looked for all the time, and nothing else.
CREATE INDEX incident_published ON incident (id) WHERE state->'told'->'publications' <> '[]'::jsonb;
CREATE INDEX status_delivery_due ON status_delivery (due_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX status_maintenance_open ON status_maintenance (starts_at) WHERE state IN ('scheduled', 'running');
ALTER TABLE status_maintenance ADD CONSTRAINT status_maintenance_state_known CHECK (state IN ('scheduled', 'running', 'ended', 'cancelled'));
ALTER TABLE status_maintenance ADD CONSTRAINT status_maintenance_forward CHECK (ends_at > starts_at);
ALTER TABLE status_subscriber ADD CONSTRAINT status_subscriber_kind_known CHECK (kind IN ('email', 'webhook'));
ALTER TABLE status_delivery ADD CONSTRAINT status_delivery_state_known CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'cancelled'));
ALTER TABLE status_link ADD CONSTRAINT status_link_kind_known CHECK (kind IN ('stakeholders', 'customer'));

-- Rooms know what was told to the public. Nothing was before there were pages.
UPDATE incident SET state = jsonb_set(state, '{told}', '{"publications": [], "requests": [], "questions": []}'::jsonb) WHERE NOT state ? 'told';
