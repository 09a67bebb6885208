-- What a bank is still to be asked about a boleto: by a subscriber in a chat, or because it hinted at news of it. Should
-- the queue lose the job, this row says that it is due.
CREATE TABLE "bank_question" (
    "id" BIGSERIAL NOT NULL,
    "boleto_id" UUID NOT NULL,
    "chat_id" BIGINT,
    "about" TEXT NOT NULL,
    "ask_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "bank_question_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "bank_question_once" ON "bank_question" ("boleto_id", coalesce("chat_id", 0), "about");
CREATE INDEX "bank_question_waiting" ON "bank_question" ("ask_at") WHERE "answered_at" IS NULL;
CREATE INDEX "bank_question_chat_id_idx" ON "bank_question"("chat_id");

ALTER TABLE "bank_question" ADD CONSTRAINT "bank_question_boleto_id_fkey" FOREIGN KEY ("boleto_id") REFERENCES "boleto"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "bank_question" ADD CONSTRAINT "bank_question_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- When a boleto is to be mailed, and when it was.
ALTER TABLE "boleto" ADD COLUMN "mail_at" TIMESTAMPTZ(3);
ALTER TABLE "boleto" ADD COLUMN "mailed_at" TIMESTAMPTZ(3);
CREATE INDEX "boleto_to_mail" ON "boleto" ("mail_at") WHERE "mail_at" IS NOT NULL AND "mailed_at" IS NULL;

-- Runs that are not over.
CREATE INDEX "link_run_waiting" ON "link_run" ("started_at") WHERE "finished_at" IS NULL;
