-- CreateTable
CREATE TABLE "notice" (
    "incident_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "event" TEXT,
    "severity" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("incident_id","seq")
);

-- CreateTable
CREATE TABLE "notice_delivery" (
    "id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "audience" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "user_id" UUID,
    "channel" TEXT NOT NULL,
    "method_id" UUID,
    "position" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "notice_delivery_user_id_idx" ON "notice_delivery"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_delivery_incident_id_seq_recipient_position_key" ON "notice_delivery"("incident_id", "seq", "recipient", "position");

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_delivery" ADD CONSTRAINT "notice_delivery_incident_id_seq_fkey" FOREIGN KEY ("incident_id", "seq") REFERENCES "notice"("incident_id", "seq") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_delivery" ADD CONSTRAINT "notice_delivery_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX notice_delivery_due ON notice_delivery (due_at) WHERE state IN ('waiting', 'sending');

ALTER TABLE notice_delivery ADD CONSTRAINT notice_delivery_state_known
  CHECK (state IN ('waiting', 'sending', 'sent', 'delivered', 'failed', 'reserve', 'cancelled'));

ALTER TABLE notice ADD CONSTRAINT notice_event_known CHECK (event IN ('declared', 'severity', 'update', 'resolved'));

INSERT INTO position (key, name, "order") VALUES ('product', 'Head of Product', 5) ON CONFLICT DO NOTHING;
