-- DropIndex
DROP INDEX "boleto_status_payable_until_idx";

-- DropIndex
DROP INDEX "outbound_message_boleto_id_idx";

-- What is paid or expired grows for ever, and each morning asks for what can be paid alone
CREATE INDEX "boleto_payable" ON "boleto" ("payable_until", "id") WHERE "status" = 'payable';

-- Four of five messages are about no boleto
CREATE INDEX "outbound_message_boleto" ON "outbound_message" ("boleto_id") WHERE "boleto_id" IS NOT NULL;

-- Counted for the page of the billing, whose days are added up from the index alone
DROP INDEX "contract_bills_here";
CREATE INDEX "contract_bills_here" ON "contract" ("id") WHERE "bills_here" AND "active";
DROP INDEX "invoice_billed_on";
CREATE INDEX "invoice_billed_on" ON "invoice" ("billed_on", "id") INCLUDE ("amount_cents") WHERE "billed_on" IS NOT NULL;

-- Looked for by each remessa
CREATE INDEX "boleto_due_date_asked" ON "boleto" ("id") WHERE "due_date_asked" IS NOT NULL;

-- Nothing reads by it
DROP INDEX "central_access_subscriber_id_idx";

-- Every turn writes its chat's row anew: with room left in its page no index has to hear of it
ALTER TABLE "chat" SET (fillfactor = 70);
