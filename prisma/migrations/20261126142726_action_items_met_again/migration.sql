-- AlterTable
ALTER TABLE "action_item" ADD COLUMN     "ticket_read_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "action_item_recurrence" (
    "item_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "match" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "due_on" DATE,
    "days_overdue" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "action_item_recurrence_pkey" PRIMARY KEY ("item_id","incident_id")
);

-- CreateIndex
CREATE INDEX "action_item_recurrence_incident_id_idx" ON "action_item_recurrence"("incident_id");

-- AddForeignKey
ALTER TABLE "action_item_recurrence" ADD CONSTRAINT "action_item_recurrence_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "action_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "action_item_recurrence" ADD CONSTRAINT "action_item_recurrence_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;
