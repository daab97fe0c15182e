-- CreateTable
CREATE TABLE "pager_self_test" (
    "id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "fired_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "pager_self_test_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "pager_self_test_due_at_idx" ON "pager_self_test"("due_at" DESC);
