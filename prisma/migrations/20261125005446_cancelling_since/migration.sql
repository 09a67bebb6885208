-- AlterTable
ALTER TABLE "boleto" ADD COLUMN     "cancelling_since" TIMESTAMPTZ(3);

-- Since when nobody wrote down: the last that happened to it. A bank is asked again at the next chance.
UPDATE "boleto" SET "cancelling_since" = "updated_at",
       "next_look_up_at" = CASE WHEN "bank_wallet_id" IS NULL THEN "next_look_up_at" END
 WHERE "status" = 'cancelling';

-- Counted at every look at the metrics: what is still to be done.
CREATE INDEX "boleto_open" ON "boleto" ("bank_code", "status") WHERE "status" IN ('registering', 'payable', 'cancelling');
