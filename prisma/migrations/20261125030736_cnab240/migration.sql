-- CreateEnum
CREATE TYPE "remittance_movement" AS ENUM ('inclusion', 'cancellation', 'due_date');

-- AlterTable
ALTER TABLE "bank_wallet" ADD COLUMN     "cnab" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "boleto" ADD COLUMN     "due_date_asked" DATE;

-- CreateTable
CREATE TABLE "remittance_counter" (
    "bank_wallet_id" UUID NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "remittance_counter_pkey" PRIMARY KEY ("bank_wallet_id")
);

-- CreateTable
CREATE TABLE "remittance" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "bank_wallet_id" UUID NOT NULL,
    "nsa" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "remittance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "remittance_item" (
    "id" BIGSERIAL NOT NULL,
    "remittance_id" UUID NOT NULL,
    "boleto_id" UUID NOT NULL,
    "movement" "remittance_movement" NOT NULL,
    "due_date" DATE,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "remittance_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "return_file" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "bank_code" TEXT NOT NULL,
    "nsa" INTEGER,
    "content" BYTEA NOT NULL,
    "sha256" BYTEA NOT NULL,
    "titles" INTEGER NOT NULL,
    "foreign" INTEGER NOT NULL,
    "applied_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "return_file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "remittance_bank_wallet_id_nsa_key" ON "remittance"("bank_wallet_id", "nsa");

-- CreateIndex
CREATE INDEX "remittance_item_remittance_id_idx" ON "remittance_item"("remittance_id");

-- CreateIndex
CREATE INDEX "remittance_item_boleto_id_idx" ON "remittance_item"("boleto_id");

-- CreateIndex
CREATE UNIQUE INDEX "return_file_sha256_key" ON "return_file"("sha256");

-- CreateIndex
CREATE INDEX "return_file_applied_at_idx" ON "return_file"("applied_at");

-- AddForeignKey
ALTER TABLE "remittance_counter" ADD CONSTRAINT "remittance_counter_bank_wallet_id_fkey" FOREIGN KEY ("bank_wallet_id") REFERENCES "bank_wallet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "remittance" ADD CONSTRAINT "remittance_bank_wallet_id_fkey" FOREIGN KEY ("bank_wallet_id") REFERENCES "bank_wallet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "remittance_item" ADD CONSTRAINT "remittance_item_remittance_id_fkey" FOREIGN KEY ("remittance_id") REFERENCES "remittance"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "remittance_item" ADD CONSTRAINT "remittance_item_boleto_id_fkey" FOREIGN KEY ("boleto_id") REFERENCES "boleto"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A boleto is entered by one remessa alone, and asked to be taken back or due on a day by one at a time.
CREATE UNIQUE INDEX "remittance_item_once" ON "remittance_item" ("boleto_id", "movement") WHERE "answered_at" IS NULL AND "movement" <> 'due_date';
CREATE UNIQUE INDEX "remittance_item_due_date_once" ON "remittance_item" ("boleto_id", "due_date") WHERE "answered_at" IS NULL AND "movement" = 'due_date';
ALTER TABLE "remittance_item"
  ADD CONSTRAINT "remittance_item_answered" CHECK ("movement" <> 'inclusion' OR "answered_at" IS NULL),
  ADD CONSTRAINT "remittance_item_due_date" CHECK (("movement" = 'due_date') = ("due_date" IS NOT NULL));
ALTER TABLE "remittance" ADD CONSTRAINT "remittance_nsa" CHECK ("nsa" BETWEEN 1 AND 999999);
