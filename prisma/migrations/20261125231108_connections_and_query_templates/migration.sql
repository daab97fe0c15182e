-- AlterTable
ALTER TABLE "service" ADD COLUMN     "namespace" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "queries" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "connection" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "secrets" JSONB NOT NULL DEFAULT '{}',
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "tested_at" TIMESTAMPTZ(3),
    "is_good" BOOLEAN,
    "found" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "connection_pkey" PRIMARY KEY ("id")
);
