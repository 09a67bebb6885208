ALTER TYPE "payment_outcome" ADD VALUE 'parcial';

ALTER TABLE "payment" ADD COLUMN "amount_told" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "multa_cents" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN "juros_cents" BIGINT NOT NULL DEFAULT 0;

ALTER TABLE "provider" ADD COLUMN "payment_tolerance_cents" INTEGER NOT NULL DEFAULT 0;
