-- AlterTable
ALTER TABLE "agent_run" ADD COLUMN     "key_id" UUID;
