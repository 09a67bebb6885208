-- Ids that begin with a zero, by what a spreadsheet leaves of them
CREATE INDEX "subscriber_zero_id" ON "subscriber" (ltrim("external_id", '0')) WHERE "external_id" LIKE '0%';
CREATE INDEX "contract_zero_id" ON "contract" (ltrim("external_id", '0')) WHERE "external_id" LIKE '0%';
CREATE INDEX "wallet_zero_id" ON "wallet" (ltrim("external_id", '0')) WHERE "external_id" LIKE '0%';
CREATE INDEX "bank_wallet_zero_id" ON "bank_wallet" (ltrim("external_id", '0')) WHERE "external_id" LIKE '0%';
CREATE INDEX "invoice_zero_id" ON "invoice" (ltrim("external_id", '0')) WHERE "external_id" LIKE '0%';
CREATE INDEX "boleto_zero_id" ON "boleto" (ltrim("external_id", '0')) WHERE "external_id" LIKE '0%';
