-- The account behind a chat, which stays the same when its address or its phone changes
ALTER TABLE "chat" ADD COLUMN     "account" TEXT;

-- Known so far: chats that are stored under a LID, and those whose person last wrote from one
UPDATE "chat" SET "account" = "address" WHERE "channel" = 'whatsapp' AND "address" LIKE '%@lid';
UPDATE "chat" c SET "account" = k.account
  FROM (SELECT DISTINCT ON (m."memory" ->> 'replyTo') p."id", m."memory" ->> 'replyTo' AS account
          FROM "channel_memory" m JOIN "chat" p ON p."channel" = m."channel" AND p."address" = m."address"
         WHERE m."channel" = 'whatsapp' AND m."memory" ->> 'replyTo' LIKE '%@lid'
         ORDER BY m."memory" ->> 'replyTo', p."last_active_at" DESC NULLS LAST) k
 WHERE c."id" = k."id" AND NOT EXISTS (SELECT 1 FROM "chat" l WHERE l."channel" = 'whatsapp' AND l."account" = k.account);

-- CreateIndex
CREATE UNIQUE INDEX "chat_channel_account_key" ON "chat"("channel", "account");
