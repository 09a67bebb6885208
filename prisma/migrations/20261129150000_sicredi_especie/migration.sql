-- Sicredi takes these kinds of title only (Manual CNAB 240 of August 2019). A wallet that was saved with another, as with 04,
-- which the form used to suggest, goes on with the preset
UPDATE "bank_wallet" SET "cnab" = "cnab" - 'especie'
 WHERE "bank_code" = '748' AND "cnab" ->> 'especie' NOT IN ('03', '05', '06', '07', '12', '13', '16', '17', '19', '32', '99');
