-- CreateTable
CREATE TABLE "channel_memory" (
    "channel" "channel" NOT NULL,
    "address" TEXT NOT NULL,
    "memory" JSONB NOT NULL,

    CONSTRAINT "channel_memory_pkey" PRIMARY KEY ("channel","address")
);

-- CreateTable
CREATE TABLE "sent_file" (
    "channel" "channel" NOT NULL,
    "boleto_id" UUID NOT NULL,
    "file_ref" TEXT NOT NULL,

    CONSTRAINT "sent_file_pkey" PRIMARY KEY ("channel","boleto_id")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "channel_status" (
    "channel" "channel" NOT NULL,
    "state" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "since" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_status_pkey" PRIMARY KEY ("channel")
);

-- What Prisma's schema cannot say.
CREATE INDEX "outbound_message_provider_id" ON "outbound_message" ("provider_message_id") WHERE "provider_message_id" IS NOT NULL;
CREATE INDEX "outbound_message_unknown" ON "outbound_message" ("chat_id") WHERE "status" = 'unknown';
