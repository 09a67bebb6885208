import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { seedDemo } from "../../../src/demo/seed-demo.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

let database: TestDatabase;
let prisma: ReturnType<typeof createPrismaClient>;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient(database.connection);
  await seedDemo(prisma, isoDate("2026-11-24"), new Date("2026-11-24T17:00:00Z"));
  await prisma.$executeRaw`INSERT INTO chat (channel, address) VALUES ('console', 'x')`;
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const copyOfBoleto = (change: string) =>
  `
  INSERT INTO boleto (invoice_id, bank_wallet_id, status, bank_code, nosso_numero, campo_livre, codigo_barras, linha_digitavel, amount_cents, due_date,
    principal_cents, multa_cents, juros_cents, payable_until, slip, issued_at, promised_at, updated_at)
  SELECT invoice_id, bank_wallet_id, status, bank_code, nosso_numero || 'x', overlay(campo_livre placing '99' from 1), codigo_barras, linha_digitavel,
    amount_cents, due_date, principal_cents, multa_cents, juros_cents, payable_until, slip, issued_at, promised_at, now()
  FROM (SELECT b.* FROM boleto b LIMIT 1) b`.replace("SELECT invoice_id", `SELECT ${change || "invoice_id"}`);
const inbound = `INSERT INTO inbound_message (chat_id, external_id, body, next_try_at, received_at) SELECT id, 'same', '{}', now(), now() FROM chat`;
const outbound = `INSERT INTO outbound_message (chat_id, body, kind, dedupe_key, due_at) SELECT id, '{}', 'notice', 'notice:1:payable:0', now() FROM chat`;

const remittance = `INSERT INTO remittance (bank_wallet_id, nsa, file_name, content, made_at) SELECT id, 1, 'r', '', now() FROM bank_wallet LIMIT 1`;
const item = (movement: string, due = "NULL") =>
  `INSERT INTO remittance_item (remittance_id, boleto_id, movement, due_date) SELECT r.id, b.id, '${movement}', ${due} FROM remittance r, (SELECT id FROM boleto ORDER BY id LIMIT 1) b`;

describe("what must never happen is refused by the database itself", () => {
  it.each([
    ["a second living boleto of an invoice", copyOfBoleto(""), "boleto_one_living"],
    [
      "a nosso número twice",
      copyOfBoleto("")
        .replace("nosso_numero || 'x'", "nosso_numero")
        .replace("b.* FROM boleto", "b.* FROM boleto")
        .replace("bank_wallet_id, status,\n", "bank_wallet_id, 'rejected',\n")
        .replace(
          "SELECT invoice_id, bank_wallet_id, status",
          "SELECT invoice_id, bank_wallet_id, 'rejected'::boleto_status",
        ),
      "boleto_bank_wallet_id_nosso_numero_key",
    ],
    ["an inbound message twice", `${inbound}; ${inbound}`, "inbound_message_chat_id_external_id_key"],
    ["a notice twice", `${outbound}; ${outbound}`, "outbound_message_dedupe_key_key"],
    ["an invoice of nothing", "UPDATE invoice SET amount_cents = 0", "invoice_amount"],
    ["an invoice of less than nothing", "UPDATE invoice SET amount_cents = -1", "invoice_amount"],
    ["multa over the legal cap", "UPDATE contract SET multa_basis_points = 201", "contract_multa_legal"],
    ["juros over the legal cap", "UPDATE contract SET juros_basis_points_month = 101", "contract_juros_legal"],
    ["the provider's multa over the legal cap", "UPDATE provider SET multa_basis_points = 201", "provider_multa_legal"],
    [
      "a charge on a charge",
      "UPDATE boleto SET juros_per_day_cents = principal_cents / 3000 + 1",
      "boleto_juros_legal",
    ],
    ["a number of a remessa twice", `${remittance}; ${remittance}`, "remittance_bank_wallet_id_nsa_key"],
    ["a boleto entered by two remessas", `${item("inclusion")}; ${item("inclusion")}`, "remittance_item_once"],
    ["a boleto taken back twice at once", `${item("cancellation")}; ${item("cancellation")}`, "remittance_item_once"],
    [
      "a due date asked for twice at once",
      `${item("due_date", "'2026-12-20'")}; ${item("due_date", "'2026-12-20'")}`,
      "remittance_item_due_date_once",
    ],
    ["a due date that is none", item("due_date"), "remittance_item_due_date"],
    ["a boleto to be entered again", "UPDATE remittance_item SET answered_at = now()", "remittance_item_answered"],
    [
      "a sequence outside of its range",
      "UPDATE bank_wallet SET nosso_numero_next = nosso_numero_to + 2",
      "bank_wallet_range",
    ],
  ])("%s", async (_, statements, constraint) => {
    const run = async () => {
      for (const statement of statements.split("; ")) await prisma.$executeRawUnsafe(statement);
    };
    await expect(run()).rejects.toThrow(constraint);
  });
});
