-- When each API client may make its next call, shared by all processes
CREATE TABLE "bank_pace" (
    "lane" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "queue_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bank_pace_pkey" PRIMARY KEY ("lane")
);

-- A bank that refuses the client, and not a boleto
ALTER TABLE "bank_health" ADD COLUMN "refused_since" TIMESTAMPTZ(3);

-- One process at a time asks for a new token
ALTER TABLE "bank_token" ADD COLUMN "renewing_until" TIMESTAMPTZ(3);
