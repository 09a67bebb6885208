-- AlterTable
ALTER TABLE "bank_wallet" ADD COLUMN     "bank_numbers" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "boleto" ADD COLUMN     "asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "bank_reference" TEXT,
ADD COLUMN     "pix_copia_e_cola" TEXT,
ALTER COLUMN "nosso_numero" DROP NOT NULL,
ALTER COLUMN "campo_livre" DROP NOT NULL,
ALTER COLUMN "codigo_barras" DROP NOT NULL,
ALTER COLUMN "linha_digitavel" DROP NOT NULL;

-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "difference_cents" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "undone_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "subscriber" ADD COLUMN     "city" TEXT,
ADD COLUMN     "district" TEXT,
ADD COLUMN     "postal_code" TEXT,
ADD COLUMN     "state" TEXT;

-- CreateTable
CREATE TABLE "bank_token" (
    "bank_wallet_id" UUID NOT NULL,
    "sealed" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bank_token_pkey" PRIMARY KEY ("bank_wallet_id")
);

-- CreateTable
CREATE TABLE "bank_health" (
    "bank_code" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "open_until" TIMESTAMPTZ(3),
    "paused_until" TIMESTAMPTZ(3),

    CONSTRAINT "bank_health_pkey" PRIMARY KEY ("bank_code")
);

-- CreateTable
CREATE TABLE "bank_webhook" (
    "id" BIGSERIAL NOT NULL,
    "bank" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "times" INTEGER NOT NULL DEFAULT 1,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "fault" TEXT,

    CONSTRAINT "bank_webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_push" (
    "endpoint" TEXT NOT NULL,
    "position" BIGINT NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3),
    "claimed_until" TIMESTAMPTZ(3),

    CONSTRAINT "event_push_pkey" PRIMARY KEY ("endpoint")
);

-- CreateTable
CREATE TABLE "event_dead_letter" (
    "endpoint" TEXT NOT NULL,
    "position" BIGINT NOT NULL,
    "error" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_dead_letter_pkey" PRIMARY KEY ("endpoint","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "bank_webhook_bank_digest_key" ON "bank_webhook"("bank", "digest");

-- CreateIndex
CREATE UNIQUE INDEX "boleto_bank_wallet_id_bank_reference_key" ON "boleto"("bank_wallet_id", "bank_reference");

-- AddForeignKey
ALTER TABLE "bank_token" ADD CONSTRAINT "bank_token_bank_wallet_id_fkey" FOREIGN KEY ("bank_wallet_id") REFERENCES "bank_wallet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What may be paid has its numbers, and has them all.
ALTER TABLE "boleto"
  ADD CONSTRAINT "boleto_numbers_known" CHECK ("status" NOT IN ('payable', 'expired') OR "codigo_barras" IS NOT NULL),
  ADD CONSTRAINT "boleto_numbers_all" CHECK (num_nulls("nosso_numero", "campo_livre", "codigo_barras", "linha_digitavel") IN (0, 4));

-- A payment that was undone settles nothing any more.
DROP INDEX "payment_settles_once";
CREATE UNIQUE INDEX "payment_settles_once" ON "payment" ("invoice_id") WHERE "outcome" = 'settled' AND "undone_at" IS NULL;

CREATE INDEX "bank_webhook_waiting" ON "bank_webhook" ("id") WHERE "done_at" IS NULL;
ALTER TABLE "bank_wallet" ADD CONSTRAINT "bank_wallet_numbers" CHECK (NOT "bank_numbers" OR "registers_by" <> 'cnab240');
ALTER TABLE "bank_health" ADD CONSTRAINT "bank_health_failures" CHECK ("failures" >= 0);
