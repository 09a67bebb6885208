-- CreateEnum
CREATE TYPE "link_purpose" AS ENUM ('chat', 'central');

-- CreateEnum
CREATE TYPE "notice_choice" AS ENUM ('stop', 'resume');

-- AlterTable
ALTER TABLE "chat" ADD COLUMN     "confirmed_id" UUID,
ADD COLUMN     "notices_off_at" TIMESTAMPTZ(3),
ADD COLUMN     "proven_id" UUID,
ADD COLUMN     "proven_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "provider" ADD COLUMN     "checks_first_contact" BOOLEAN NOT NULL DEFAULT true;

-- RenameTable: a link lives for 15 minutes, and those that are out stay good
ALTER TABLE "chat_link" RENAME TO "login_link";
ALTER TABLE "login_link" RENAME CONSTRAINT "chat_link_pkey" TO "login_link_pkey";
ALTER TABLE "login_link" RENAME CONSTRAINT "chat_link_subscriber_id_fkey" TO "login_link_subscriber_id_fkey";
ALTER INDEX "chat_link_subscriber_id_idx" RENAME TO "login_link_subscriber_id_idx";
ALTER TABLE "login_link" ADD COLUMN "purpose" "link_purpose" NOT NULL DEFAULT 'chat';
ALTER TABLE "login_link" ALTER COLUMN "purpose" DROP DEFAULT;

-- CreateTable
CREATE TABLE "contract_phone" (
    "contract_id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "authorised_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contract_phone_pkey" PRIMARY KEY ("contract_id","phone")
);

-- CreateTable
CREATE TABLE "one_time_code" (
    "id" BIGSERIAL NOT NULL,
    "origin" TEXT NOT NULL,
    "subscriber_id" UUID,
    "destination" TEXT,
    "salt" TEXT,
    "code_hash" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "one_time_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt_count" (
    "key_hash" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "resets_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_count_pkey" PRIMARY KEY ("key_hash")
);

-- CreateTable
CREATE TABLE "notice_consent" (
    "id" BIGSERIAL NOT NULL,
    "channel" "channel" NOT NULL,
    "address" TEXT NOT NULL,
    "subscriber_id" UUID,
    "choice" "notice_choice" NOT NULL,
    "words" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_consent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "contract_phone_phone_idx" ON "contract_phone"("phone");

-- CreateIndex
CREATE INDEX "one_time_code_origin_id_idx" ON "one_time_code"("origin", "id");

-- CreateIndex
CREATE INDEX "one_time_code_expires_at_idx" ON "one_time_code"("expires_at");

-- CreateIndex
CREATE INDEX "attempt_count_resets_at_idx" ON "attempt_count"("resets_at");

-- CreateIndex
CREATE INDEX "notice_consent_channel_address_idx" ON "notice_consent"("channel", "address");

-- CreateIndex
CREATE INDEX "chat_proven_id_idx" ON "chat"("proven_id");

-- CreateIndex
CREATE INDEX "chat_phone_idx" ON "chat"("phone");

-- AddForeignKey
ALTER TABLE "contract_phone" ADD CONSTRAINT "contract_phone_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Never a sixth try, no hash without its salt, and a code of nobody proves nothing
ALTER TABLE "one_time_code" ADD CONSTRAINT "one_time_code_tries_check" CHECK ("tries" BETWEEN 0 AND 5);
ALTER TABLE "one_time_code" ADD CONSTRAINT "one_time_code_hash_check" CHECK (("salt" IS NULL) = ("code_hash" IS NULL));
ALTER TABLE "one_time_code" ADD CONSTRAINT "one_time_code_used_check" CHECK ("used_at" IS NULL OR "subscriber_id" IS NOT NULL);

-- A proof is somebody's
ALTER TABLE "chat" ADD CONSTRAINT "chat_proven_check" CHECK ("proven_until" IS NULL OR "proven_id" IS NOT NULL);
