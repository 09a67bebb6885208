-- What a bank refuses to one bank wallet, and not to the others at the same bank
CREATE TABLE "bank_refusal" (
    "bank_wallet_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bank_refusal_pkey" PRIMARY KEY ("bank_wallet_id","purpose")
);

ALTER TABLE "bank_refusal" ADD CONSTRAINT "bank_refusal_bank_wallet_id_fkey" FOREIGN KEY ("bank_wallet_id") REFERENCES "bank_wallet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A pause that the bank asked one API client for
ALTER TABLE "bank_pace" ADD COLUMN "paused_until" TIMESTAMPTZ(3);
