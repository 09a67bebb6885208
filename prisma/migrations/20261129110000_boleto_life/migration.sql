-- When the bank refused a repeated registration request: the refusal of a repeat proves nothing about the boleto.
-- When the bank announced a payment that it books on a later day.
ALTER TABLE "boleto" ADD COLUMN "repeat_refused_at" TIMESTAMPTZ(3),
ADD COLUMN "payment_announced_at" TIMESTAMPTZ(3);

-- Boletos of the last business days whose bank is still asked about late payments.
CREATE INDEX "boleto_closed" ON "boleto" ("closed_at")
  WHERE "status" IN ('rejected', 'cancelled', 'expired') AND "sent_at" IS NOT NULL;
CREATE INDEX "boleto_announced" ON "boleto" ("invoice_id") WHERE "payment_announced_at" IS NOT NULL;

-- Last day whose list of payments was read completely.
ALTER TABLE "bank_wallet" ADD COLUMN "payments_read_through" DATE;
