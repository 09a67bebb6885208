-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "wallet_kind" AS ENUM ('fatura', 'bank');

-- CreateEnum
CREATE TYPE "registers_by" AS ENUM ('sandbox', 'api', 'cnab240');

-- CreateEnum
CREATE TYPE "sandbox_outcome" AS ENUM ('registered', 'early', 'slow', 'cannot_tell', 'refused', 'lost_answer');

-- CreateEnum
CREATE TYPE "invoice_status" AS ENUM ('open', 'paid', 'cancelled', 'em_acordo', 'contestada', 'suspensa');

-- CreateEnum
CREATE TYPE "boleto_status" AS ENUM ('registering', 'payable', 'paid', 'rejected', 'cancelling', 'cancelled', 'expired');

-- CreateEnum
CREATE TYPE "boleto_origin" AS ENUM ('faturabot', 'erp');

-- CreateEnum
CREATE TYPE "payment_outcome" AS ENUM ('settled', 'devolver_ou_creditar');

-- CreateEnum
CREATE TYPE "channel" AS ENUM ('console', 'web', 'telegram', 'whatsapp');

-- CreateEnum
CREATE TYPE "inbound_status" AS ENUM ('received', 'done', 'dead');

-- CreateEnum
CREATE TYPE "outbound_status" AS ENUM ('pending', 'sent', 'delivered', 'failed', 'unknown', 'cancelled');

-- CreateTable
CREATE TABLE "provider" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "multa_basis_points" INTEGER NOT NULL DEFAULT 200,
    "juros_basis_points_month" INTEGER NOT NULL DEFAULT 100,
    "attendance_hours" JSONB NOT NULL,
    "branch_holidays" JSONB NOT NULL DEFAULT '{}',
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "provider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscriber" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "email" TEXT,
    "address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscriber_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscriber_phone" (
    "subscriber_id" UUID NOT NULL,
    "phone" TEXT NOT NULL,

    CONSTRAINT "subscriber_phone_pkey" PRIMARY KEY ("subscriber_id","phone")
);

-- CreateTable
CREATE TABLE "wallet" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "external_id" TEXT NOT NULL,
    "kind" "wallet_kind" NOT NULL,
    "description" TEXT NOT NULL,
    "default_bank_wallet_id" UUID,
    "lock_days" INTEGER NOT NULL DEFAULT 0,
    "branch" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wallet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wallet_bank" (
    "wallet_id" UUID NOT NULL,
    "bank_wallet_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "wallet_bank_pkey" PRIMARY KEY ("wallet_id","bank_wallet_id")
);

-- CreateTable
CREATE TABLE "bank_wallet" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "external_id" TEXT NOT NULL,
    "bank_code" TEXT NOT NULL,
    "account" JSONB NOT NULL,
    "beneficiary_name" TEXT NOT NULL,
    "beneficiary_document" TEXT NOT NULL,
    "beneficiary_address" TEXT NOT NULL DEFAULT '',
    "registers_by" "registers_by" NOT NULL,
    "sandbox_outcome" "sandbox_outcome",
    "window_seconds" INTEGER NOT NULL DEFAULT 1800,
    "cut_off" TEXT NOT NULL DEFAULT '20:00',
    "days_after_due" INTEGER NOT NULL DEFAULT 59,
    "min_cents" INTEGER,
    "max_cents" BIGINT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "nosso_numero_from" BIGINT NOT NULL,
    "nosso_numero_to" BIGINT NOT NULL,
    "nosso_numero_next" BIGINT NOT NULL,
    "nosso_numero_year" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bank_wallet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contract" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "external_id" TEXT NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "wallet_id" UUID,
    "address" TEXT NOT NULL,
    "plan" TEXT NOT NULL DEFAULT '',
    "branch" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "multa_basis_points" INTEGER,
    "juros_basis_points_month" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "external_id" TEXT NOT NULL,
    "contract_id" UUID NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "due_date" DATE NOT NULL,
    "description" TEXT NOT NULL,
    "status" "invoice_status" NOT NULL DEFAULT 'open',
    "discount_cents" INTEGER NOT NULL DEFAULT 0,
    "discount_until" DATE,
    "abatement_cents" INTEGER NOT NULL DEFAULT 0,
    "locked_bank_wallet_id" UUID,
    "choice_reopened" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "boleto" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "invoice_id" UUID NOT NULL,
    "bank_wallet_id" UUID,
    "origin" "boleto_origin" NOT NULL DEFAULT 'faturabot',
    "external_id" TEXT,
    "status" "boleto_status" NOT NULL,
    "bank_code" TEXT NOT NULL,
    "nosso_numero" TEXT NOT NULL,
    "campo_livre" TEXT NOT NULL,
    "codigo_barras" TEXT NOT NULL,
    "linha_digitavel" TEXT NOT NULL,
    "amount_cents" BIGINT NOT NULL,
    "due_date" DATE NOT NULL,
    "principal_cents" BIGINT NOT NULL,
    "multa_cents" BIGINT NOT NULL DEFAULT 0,
    "juros_cents" BIGINT NOT NULL DEFAULT 0,
    "multa_basis_points" INTEGER NOT NULL DEFAULT 0,
    "juros_per_day_cents" INTEGER NOT NULL DEFAULT 0,
    "payable_until" DATE NOT NULL,
    "slip" JSONB NOT NULL,
    "chat_id" BIGINT,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "promised_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "next_look_up_at" TIMESTAMPTZ(3),
    "calling_until" TIMESTAMPTZ(3),
    "payable_at" TIMESTAMPTZ(3),
    "unconfirmed" BOOLEAN NOT NULL DEFAULT false,
    "look_ups" INTEGER NOT NULL DEFAULT 0,
    "delay_told_at" TIMESTAMPTZ(3),
    "escalated_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "bank_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "boleto_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "external_id" TEXT NOT NULL,
    "invoice_id" UUID NOT NULL,
    "boleto_id" UUID,
    "amount_cents" BIGINT NOT NULL,
    "paid_on" DATE NOT NULL,
    "outcome" "payment_outcome" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat" (
    "id" BIGSERIAL NOT NULL,
    "channel" "channel" NOT NULL,
    "address" TEXT NOT NULL,
    "phone" TEXT,
    "subscriber_id" UUID,
    "state" JSONB,
    "last_active_at" TIMESTAMPTZ(3),
    "person_until" TIMESTAMPTZ(3),
    "loop_window_at" TIMESTAMPTZ(3),
    "loop_count" INTEGER NOT NULL DEFAULT 0,
    "unreachable_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_message" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "external_id" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "status" "inbound_status" NOT NULL DEFAULT 'received',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,
    "error" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbound_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbound_message" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "boleto_id" UUID,
    "body" JSONB NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "status" "outbound_status" NOT NULL DEFAULT 'pending',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimed_until" TIMESTAMPTZ(3),
    "provider_message_id" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbound_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendance" (
    "id" BIGSERIAL NOT NULL,
    "protocol" TEXT NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "subject" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" BIGSERIAL NOT NULL,
    "txid" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_title" (
    "reference" TEXT NOT NULL,
    "outcome" "sandbox_outcome" NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "window_end_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "asked" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "sandbox_title_pkey" PRIMARY KEY ("reference")
);

-- CreateIndex
CREATE UNIQUE INDEX "subscriber_external_id_key" ON "subscriber"("external_id");

-- CreateIndex
CREATE INDEX "subscriber_document_idx" ON "subscriber"("document");

-- CreateIndex
CREATE INDEX "subscriber_phone_phone_idx" ON "subscriber_phone"("phone");

-- CreateIndex
CREATE UNIQUE INDEX "wallet_external_id_key" ON "wallet"("external_id");

-- CreateIndex
CREATE INDEX "wallet_bank_bank_wallet_id_idx" ON "wallet_bank"("bank_wallet_id");

-- CreateIndex
CREATE UNIQUE INDEX "wallet_bank_wallet_id_position_key" ON "wallet_bank"("wallet_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "bank_wallet_external_id_key" ON "bank_wallet"("external_id");

-- CreateIndex
CREATE UNIQUE INDEX "contract_external_id_key" ON "contract"("external_id");

-- CreateIndex
CREATE INDEX "contract_subscriber_id_idx" ON "contract"("subscriber_id");

-- CreateIndex
CREATE INDEX "contract_wallet_id_idx" ON "contract"("wallet_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_external_id_key" ON "invoice"("external_id");

-- CreateIndex
CREATE INDEX "invoice_contract_id_status_due_date_idx" ON "invoice"("contract_id", "status", "due_date");

-- CreateIndex
CREATE INDEX "invoice_status_due_date_idx" ON "invoice"("status", "due_date");

-- CreateIndex
CREATE UNIQUE INDEX "boleto_external_id_key" ON "boleto"("external_id");

-- CreateIndex
CREATE INDEX "boleto_invoice_id_idx" ON "boleto"("invoice_id");

-- CreateIndex
CREATE INDEX "boleto_status_payable_until_idx" ON "boleto"("status", "payable_until");

-- CreateIndex
CREATE UNIQUE INDEX "boleto_bank_wallet_id_nosso_numero_key" ON "boleto"("bank_wallet_id", "nosso_numero");

-- CreateIndex
CREATE UNIQUE INDEX "boleto_bank_code_campo_livre_key" ON "boleto"("bank_code", "campo_livre");

-- CreateIndex
CREATE UNIQUE INDEX "payment_external_id_key" ON "payment"("external_id");

-- CreateIndex
CREATE INDEX "payment_invoice_id_idx" ON "payment"("invoice_id");

-- CreateIndex
CREATE INDEX "payment_boleto_id_idx" ON "payment"("boleto_id");

-- CreateIndex
CREATE INDEX "chat_subscriber_id_idx" ON "chat"("subscriber_id");

-- CreateIndex
CREATE UNIQUE INDEX "chat_channel_address_key" ON "chat"("channel", "address");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_message_chat_id_external_id_key" ON "inbound_message"("chat_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbound_message_dedupe_key_key" ON "outbound_message"("dedupe_key");

-- CreateIndex
CREATE INDEX "outbound_message_chat_id_id_idx" ON "outbound_message"("chat_id", "id");

-- CreateIndex
CREATE INDEX "outbound_message_boleto_id_idx" ON "outbound_message"("boleto_id");

-- CreateIndex
CREATE UNIQUE INDEX "attendance_protocol_key" ON "attendance"("protocol");

-- CreateIndex
CREATE INDEX "attendance_chat_id_idx" ON "attendance"("chat_id");

-- CreateIndex
CREATE INDEX "event_txid_id_idx" ON "event"("txid", "id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- AddForeignKey
ALTER TABLE "subscriber_phone" ADD CONSTRAINT "subscriber_phone_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wallet_bank" ADD CONSTRAINT "wallet_bank_wallet_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wallet_bank" ADD CONSTRAINT "wallet_bank_bank_wallet_id_fkey" FOREIGN KEY ("bank_wallet_id") REFERENCES "bank_wallet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract" ADD CONSTRAINT "contract_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract" ADD CONSTRAINT "contract_wallet_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "boleto" ADD CONSTRAINT "boleto_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "boleto" ADD CONSTRAINT "boleto_bank_wallet_id_fkey" FOREIGN KEY ("bank_wallet_id") REFERENCES "bank_wallet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_boleto_id_fkey" FOREIGN KEY ("boleto_id") REFERENCES "boleto"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbound_message" ADD CONSTRAINT "inbound_message_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbound_message" ADD CONSTRAINT "outbound_message_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_chat_id_fkey" FOREIGN KEY ("chat_id") REFERENCES "chat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say: all that must never happen, and the indexes of what is still to be done.

-- One living boleto an invoice.
CREATE UNIQUE INDEX "boleto_one_living" ON "boleto" ("invoice_id") WHERE "status" IN ('registering', 'payable');
CREATE INDEX "boleto_registering" ON "boleto" ("next_look_up_at") WHERE "status" = 'registering';
CREATE INDEX "inbound_message_received" ON "inbound_message" ("chat_id", "id") WHERE "status" = 'received';
CREATE INDEX "outbound_message_pending" ON "outbound_message" ("chat_id", "id") WHERE "status" = 'pending';
CREATE INDEX "outbound_message_due" ON "outbound_message" ("due_at") WHERE "status" = 'pending';
-- One open call for a person a chat.
CREATE UNIQUE INDEX "attendance_one_open" ON "attendance" ("chat_id") WHERE "closed_at" IS NULL;

ALTER TABLE "provider"
  ADD CONSTRAINT "provider_one_row" CHECK ("id" = 1),
  ADD CONSTRAINT "provider_multa_legal" CHECK ("multa_basis_points" BETWEEN 0 AND 200),
  ADD CONSTRAINT "provider_juros_legal" CHECK ("juros_basis_points_month" BETWEEN 0 AND 100);
ALTER TABLE "contract"
  ADD CONSTRAINT "contract_multa_legal" CHECK ("multa_basis_points" BETWEEN 0 AND 200),
  ADD CONSTRAINT "contract_juros_legal" CHECK ("juros_basis_points_month" BETWEEN 0 AND 100);
ALTER TABLE "wallet" ADD CONSTRAINT "wallet_lock_days" CHECK ("lock_days" BETWEEN 0 AND 60);
ALTER TABLE "bank_wallet"
  ADD CONSTRAINT "bank_wallet_range" CHECK ("nosso_numero_from" >= 0 AND "nosso_numero_from" <= "nosso_numero_next" AND "nosso_numero_next" <= "nosso_numero_to" + 1),
  ADD CONSTRAINT "bank_wallet_window" CHECK ("window_seconds" BETWEEN 1 AND 604800),
  ADD CONSTRAINT "bank_wallet_cut_off" CHECK ("cut_off" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ADD CONSTRAINT "bank_wallet_days_after_due" CHECK ("days_after_due" BETWEEN 0 AND 3650),
  ADD CONSTRAINT "bank_wallet_sandbox" CHECK (("registers_by" = 'sandbox') = ("sandbox_outcome" IS NOT NULL));
ALTER TABLE "invoice"
  ADD CONSTRAINT "invoice_amount" CHECK ("amount_cents" > 0),
  ADD CONSTRAINT "invoice_rebates" CHECK ("discount_cents" >= 0 AND "abatement_cents" >= 0 AND "discount_cents" + "abatement_cents" < "amount_cents");
ALTER TABLE "boleto"
  ADD CONSTRAINT "boleto_amount" CHECK ("amount_cents" > 0 AND "amount_cents" = "principal_cents" + "multa_cents" + "juros_cents"),
  ADD CONSTRAINT "boleto_multa_legal" CHECK ("multa_basis_points" BETWEEN 0 AND 200 AND ("multa_basis_points" = 0 OR "multa_cents" = 0)),
  ADD CONSTRAINT "boleto_juros_legal" CHECK ("juros_per_day_cents" >= 0 AND "juros_per_day_cents" * 3000 <= "principal_cents"),
  ADD CONSTRAINT "boleto_charges" CHECK ("multa_cents" >= 0 AND "juros_cents" >= 0 AND "multa_cents" * 50 <= "principal_cents" + 25),
  ADD CONSTRAINT "boleto_numbers" CHECK ("codigo_barras" ~ '^[0-9]{44}$' AND "linha_digitavel" ~ '^[0-9]{47}$' AND "campo_livre" ~ '^[0-9]{25}$');
ALTER TABLE "payment" ADD CONSTRAINT "payment_amount" CHECK ("amount_cents" > 0);
-- A payment settles an invoice once.
CREATE UNIQUE INDEX "payment_settles_once" ON "payment" ("invoice_id") WHERE "outcome" = 'settled';
