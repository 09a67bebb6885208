-- DropIndex
DROP INDEX "event_txid_id_idx";

-- AlterTable
ALTER TABLE "event" DROP COLUMN "txid",
ADD COLUMN     "position" BIGINT;

-- CreateIndex
CREATE UNIQUE INDEX "event_position_key" ON "event"("position");
