-- Every chat that was promised a boleto's notice, instead of the one that asked last.
CREATE TABLE "boleto_watcher" (
    "boleto_id" UUID NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "boleto_watcher_pkey" PRIMARY KEY ("boleto_id","chat_id")
);

-- CreateIndex
CREATE INDEX "boleto_watcher_chat_id_idx" ON "boleto_watcher"("chat_id");

-- AddForeignKey
ALTER TABLE "boleto_watcher" ADD CONSTRAINT "boleto_watcher_boleto_id_fkey" FOREIGN KEY ("boleto_id") REFERENCES "boleto"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "boleto_watcher" ADD CONSTRAINT "boleto_watcher_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was promised so far, the old column named no chat that must exist.
INSERT INTO "boleto_watcher" ("boleto_id", "chat_id", "asked_at")
SELECT b."id", c."id", b."issued_at" FROM "boleto" b JOIN "chat" c ON c."id" = b."chat_id";

ALTER TABLE "boleto" DROP COLUMN "chat_id";
