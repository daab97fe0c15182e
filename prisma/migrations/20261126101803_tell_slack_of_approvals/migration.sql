-- AlterTable
ALTER TABLE "runbook_approval" ADD COLUMN     "slack_due_at" TIMESTAMPTZ(3),
ADD COLUMN     "slack_ref" TEXT,
ADD COLUMN     "slack_state" TEXT,
ADD COLUMN     "slack_tries" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "runbook_approval_slack_due_at_idx" ON "runbook_approval"("slack_due_at");
