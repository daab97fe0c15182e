-- AlterTable
ALTER TABLE "status_subscriber" ADD COLUMN     "wanted" UUID[];

-- AlterTable: no delivery was ever written before this
ALTER TABLE "status_delivery" ADD COLUMN     "page_id" UUID NOT NULL;

-- CreateIndex
CREATE INDEX "status_delivery_page_id_created_at_idx" ON "status_delivery"("page_id", "created_at");

-- AddForeignKey
ALTER TABLE "status_delivery" ADD CONSTRAINT "status_delivery_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "status_page"("id") ON DELETE CASCADE ON UPDATE CASCADE;
