-- CreateEnum
CREATE TYPE "attendance_outcome" AS ENUM ('handed_back', 'timed_out');

-- DropIndex
DROP INDEX "invoice_status_due_date_idx";

-- AlterTable
ALTER TABLE "attendance" ADD COLUMN     "answered_at" TIMESTAMPTZ(3),
ADD COLUMN     "answered_by" TEXT,
ADD COLUMN     "outcome" "attendance_outcome";

-- AlterTable
ALTER TABLE "contract" ADD COLUMN     "bills_from" DATE,
ADD COLUMN     "bills_here" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "days_before" INTEGER NOT NULL DEFAULT 10,
ADD COLUMN     "due_day" INTEGER,
ADD COLUMN     "ends_on" DATE,
ADD COLUMN     "plan_discount_cents" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "plan_price_cents" INTEGER,
ADD COLUMN     "starts_on" DATE;

-- AlterTable
ALTER TABLE "invoice" ADD COLUMN     "billed_on" DATE,
ADD COLUMN     "competence" DATE;

-- AlterTable
ALTER TABLE "outbound_message" ADD COLUMN     "written_by" TEXT;

-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "resolved_at" TIMESTAMPTZ(3),
ADD COLUMN     "resolved_by" TEXT;

-- CreateTable
CREATE TABLE "billing_run" (
    "day" DATE NOT NULL,
    "ran_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_run_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "billing_skip" (
    "contract_id" UUID NOT NULL,
    "competence" DATE NOT NULL,
    "day" DATE NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "billing_skip_pkey" PRIMARY KEY ("contract_id","competence")
);

-- CreateTable
CREATE TABLE "csv_draft" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "file_name" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "csv_draft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "billing_skip_day_idx" ON "billing_skip"("day");

-- CreateIndex
CREATE INDEX "invoice_status_due_date_id_idx" ON "invoice"("status", "due_date", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_contract_id_competence_key" ON "invoice"("contract_id", "competence");

-- AddForeignKey
ALTER TABLE "billing_skip" ADD CONSTRAINT "billing_skip_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What must never happen
ALTER TABLE "contract"
  ADD CONSTRAINT "contract_billing_complete" CHECK (NOT "bills_here" OR ("plan_price_cents" IS NOT NULL AND "due_day" IS NOT NULL AND "bills_from" IS NOT NULL)),
  ADD CONSTRAINT "contract_plan_price" CHECK ("plan_price_cents" > 0 AND "plan_discount_cents" < "plan_price_cents"),
  ADD CONSTRAINT "contract_plan_discount" CHECK ("plan_discount_cents" >= 0),
  ADD CONSTRAINT "contract_due_day" CHECK ("due_day" BETWEEN 1 AND 31),
  ADD CONSTRAINT "contract_days_before" CHECK ("days_before" BETWEEN 0 AND 28),
  ADD CONSTRAINT "contract_bills_from" CHECK (extract(day FROM "bills_from") = 1),
  ADD CONSTRAINT "contract_service" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "invoice"
  ADD CONSTRAINT "invoice_competence" CHECK (extract(day FROM "competence") = 1 AND ("competence" IS NULL) = ("billed_on" IS NULL));
ALTER TABLE "payment"
  ADD CONSTRAINT "payment_resolved" CHECK (("resolved_at" IS NULL) = ("resolved_by" IS NULL) AND ("resolved_at" IS NULL OR "outcome" = 'devolver_ou_creditar'));
ALTER TABLE "attendance"
  ADD CONSTRAINT "attendance_answered" CHECK (("answered_at" IS NULL) = ("answered_by" IS NULL)),
  ADD CONSTRAINT "attendance_outcome_at_end" CHECK ("outcome" IS NULL OR "closed_at" IS NOT NULL);

-- Few among many
CREATE INDEX "contract_bills_here" ON "contract" ("id") WHERE "bills_here";
CREATE INDEX "invoice_billed_on" ON "invoice" ("billed_on", "id") WHERE "billed_on" IS NOT NULL;
CREATE INDEX "payment_to_resolve" ON "payment" ("created_at", "id") WHERE "outcome" = 'devolver_ou_creditar' AND "resolved_at" IS NULL;
CREATE INDEX "chat_unreachable" ON "chat" ("id") WHERE "unreachable_at" IS NOT NULL;
CREATE INDEX "inbound_message_dead" ON "inbound_message" ("id") WHERE "status" = 'dead';
CREATE INDEX "outbound_message_failed" ON "outbound_message" ("id") WHERE "status" = 'failed';
CREATE INDEX "outbound_message_notices" ON "outbound_message" ("sent_at") WHERE "dedupe_key" LIKE 'notice:%' AND "sent_at" IS NOT NULL;

-- A bank that is to take a boleto back is asked again too
DROP INDEX "boleto_registering";
CREATE INDEX "boleto_to_ask" ON "boleto" ("next_look_up_at") WHERE "status" IN ('registering', 'cancelling');

-- An invoice tells its life, a day its figures
CREATE INDEX "event_boleto" ON "event" (("data" ->> 'boletoId')) WHERE "data" ? 'boletoId';
CREATE INDEX "event_invoice" ON "event" (("data" ->> 'invoiceId')) WHERE "data" ? 'invoiceId';
CREATE INDEX "event_at" ON "event" USING brin ("at") WITH (autosummarize = on);
CREATE INDEX "inbound_message_received_at" ON "inbound_message" USING brin ("received_at") WITH (autosummarize = on);

-- The running number in the names of invoices that are made here
CREATE SEQUENCE "billed_invoice_number";

-- Subscribers by the words of their name, accents aside
CREATE INDEX "subscriber_name_words" ON "subscriber" USING gin (to_tsvector('simple'::regconfig, translate(lower("name"), 'áàâãäéèêëíìîïóòôõöúùûüç', 'aaaaaeeeeiiiiooooouuuuc')));
