-- AlterTable
ALTER TABLE "page_delivery" ADD COLUMN     "told" TEXT,
ADD COLUMN     "told_attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "told_due_at" TIMESTAMPTZ(3);

-- Sent messages whose page has gone on since; few at any time, and left alone for good once the other side knows the end.
CREATE INDEX page_delivery_followed ON page_delivery (told_due_at)
  WHERE channel IN ('slack', 'pagerduty') AND attempt > 0 AND told IS DISTINCT FROM 'ended';
ALTER TABLE page_delivery ADD CONSTRAINT page_delivery_told_known CHECK (told IN ('acknowledged', 'declined', 'ended'));
