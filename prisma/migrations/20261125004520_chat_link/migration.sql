-- CreateTable
CREATE TABLE "chat_link" (
    "token_hash" TEXT NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "chat_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE INDEX "chat_link_subscriber_id_idx" ON "chat_link"("subscriber_id");

-- AddForeignKey
ALTER TABLE "chat_link" ADD CONSTRAINT "chat_link_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE CASCADE ON UPDATE CASCADE;
