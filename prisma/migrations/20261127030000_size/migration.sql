-- All that is built comes before all that goes. A DROP INDEX keeps everybody from the table until the end, a CREATE INDEX
-- only those who write

-- What is paid or expired grows for ever, and each morning asks for what can be paid alone
CREATE INDEX "boleto_payable" ON "boleto" ("payable_until", "id") WHERE "status" = 'payable';

-- Looked for by each remessa
CREATE INDEX "boleto_due_date_asked" ON "boleto" ("id") WHERE "due_date_asked" IS NOT NULL;

-- The last ones sent are looked through for what a bank posted by our own reference, whatever became of them
CREATE INDEX "boleto_unnamed" ON "boleto" ("bank_code", "sent_at" DESC)
  WHERE "bank_wallet_id" IS NOT NULL AND "bank_reference" IS NULL AND "sent_at" IS NOT NULL;

-- Four of five messages are about no boleto
CREATE INDEX "outbound_message_boleto" ON "outbound_message" ("boleto_id") WHERE "boleto_id" IS NOT NULL;

-- Counted for the page of the billing, whose days are added up from the index alone
CREATE INDEX "contract_billed" ON "contract" ("id") WHERE "bills_here" AND "active";
CREATE INDEX "invoice_billed" ON "invoice" ("billed_on", "id") INCLUDE ("amount_cents") WHERE "billed_on" IS NOT NULL;

-- Every turn writes its chat's row anew: with room left in its page no index has to hear of it
ALTER TABLE "chat" SET (fillfactor = 70);

-- Their places are taken by those above, and by the last one nothing reads
DROP INDEX "boleto_status_payable_until_idx";
DROP INDEX "outbound_message_boleto_id_idx";
DROP INDEX "contract_bills_here";
DROP INDEX "invoice_billed_on";
DROP INDEX "central_access_subscriber_id_idx";
