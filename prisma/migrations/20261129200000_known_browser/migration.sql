-- AlterTable
ALTER TABLE "one_time_code" ADD COLUMN     "origin_is_known" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "operator_session" ADD COLUMN     "proven_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "known_browser" (
    "id" BIGSERIAL NOT NULL,
    "token_hash" TEXT NOT NULL,
    "operator_id" UUID,
    "subscriber_id" UUID,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "known_browser_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "known_browser_operator_id_idx" ON "known_browser"("operator_id");

-- CreateIndex
CREATE INDEX "known_browser_subscriber_id_idx" ON "known_browser"("subscriber_id");

-- CreateIndex
CREATE INDEX "known_browser_used_at_idx" ON "known_browser"("used_at");

-- CreateIndex
CREATE UNIQUE INDEX "known_browser_token_hash_operator_id_key" ON "known_browser"("token_hash", "operator_id");

-- CreateIndex
CREATE UNIQUE INDEX "known_browser_token_hash_subscriber_id_key" ON "known_browser"("token_hash", "subscriber_id");

-- AddForeignKey
ALTER TABLE "known_browser" ADD CONSTRAINT "known_browser_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_browser" ADD CONSTRAINT "known_browser_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Contracts: nothing, the table is new. A row belongs to an operator or to a subscriber.
ALTER TABLE "known_browser" ADD CONSTRAINT "known_browser_owner" CHECK (num_nonnulls("operator_id", "subscriber_id") = 1);
