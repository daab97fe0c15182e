-- AlterTable
ALTER TABLE "agent_run" ADD COLUMN     "named" UUID[] DEFAULT ARRAY[]::UUID[];
