-- CreateTable
CREATE TABLE "central_session" (
    "token_hash" TEXT NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "notice" TEXT,

    CONSTRAINT "central_session_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "central_access" (
    "id" BIGSERIAL NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "central_access_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "central_session_subscriber_id_idx" ON "central_session"("subscriber_id");

-- CreateIndex
CREATE INDEX "central_session_last_seen_at_idx" ON "central_session"("last_seen_at");

-- CreateIndex
CREATE INDEX "central_access_at_idx" ON "central_access"("at");

-- CreateIndex
CREATE INDEX "central_access_subscriber_id_idx" ON "central_access"("subscriber_id");

-- AddForeignKey
ALTER TABLE "central_session" ADD CONSTRAINT "central_session_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By which door one comes in
ALTER TABLE "central_access" ADD CONSTRAINT "central_access_way_check" CHECK ("way" IN ('code', 'link', 'demo'));
