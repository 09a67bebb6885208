import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import { openApp } from "../../../src/app/open-app.ts";
import type { OutboundMessage } from "../../../src/core/channel-ports.ts";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { migrationsIn } from "../../../src/database/checked-in-migrations.ts";
import { createLogger } from "../../../src/logger.ts";
import { contractionsIn } from "../../support/database/contractions.ts";
import { movedJobs } from "../../support/database/moved-jobs.ts";
import { testConfig } from "../../support/test-config.ts";
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

/** The last migration of the version that runs somewhere; those after it are applied beneath running processes. */
const baseline = "20261125035936_central";
/** The last migration of a version that a provider may have stopped at. */
const before = "20261125030736_cnab240";

const id = (end: string) => `'00000000-0000-0000-0000-0000000000${end}'`;
/** A provider with one subscriber, who has two invoices, a boleto that can be paid, and a notice that is due. */
const rows = `
  INSERT INTO provider (name, attendance_hours, checks_first_contact, updated_at) VALUES ('Rede Boa', '{"weekdays": {}, "holidays": []}', false, now());
  INSERT INTO subscriber (id, external_id, name, document, updated_at) VALUES (${id("a1")}, 's-1', 'Joana D''Arc Ação', '52998224725', now());
  INSERT INTO subscriber_phone VALUES (${id("a1")}, '5511987654321');
  INSERT INTO bank_wallet (id, external_id, bank_code, account, beneficiary_name, beneficiary_document, registers_by, sandbox_outcome, nosso_numero_from, nosso_numero_to, nosso_numero_next, updated_at)
    VALUES (${id("b1")}, 'itau', '341', '{"agencia": "1234", "conta": "56789", "carteira": "109"}', 'Rede Boa Ltda', '12345678000195', 'sandbox', 'registered', 1, 99999999, 5, now());
  INSERT INTO wallet (id, external_id, kind, description, updated_at) VALUES (${id("c1")}, 'fatura', 'fatura', 'Fatura', now());
  INSERT INTO wallet_bank VALUES (${id("c1")}, ${id("b1")}, 1);
  INSERT INTO contract (id, external_id, subscriber_id, wallet_id, address, updated_at) VALUES (${id("d1")}, 'c-1', ${id("a1")}, ${id("c1")}, 'Rua Um, 1', now());
  INSERT INTO invoice (id, external_id, contract_id, amount_cents, due_date, description, updated_at)
    VALUES (${id("e1")}, 'i-1', ${id("d1")}, 8950, '2026-12-10', 'uso de novembro', now()), (${id("e2")}, 'i-2', ${id("d1")}, 9900, '2027-01-10', 'uso de dezembro', now());
  INSERT INTO boleto (id, invoice_id, bank_wallet_id, status, bank_code, nosso_numero, campo_livre, codigo_barras, linha_digitavel, amount_cents, due_date, principal_cents, payable_until, slip, issued_at, promised_at, sent_at, payable_at, updated_at)
    VALUES (${id("f1")}, ${id("e1")}, ${id("b1")}, 'payable', '341', '00000004', repeat('1', 25), repeat('3', 44), repeat('3', 47), 8950, '2026-12-10', 8950, '2027-02-10', '{}', '2026-11-24 17:02Z', '2026-11-24 17:32Z', '2026-11-24 17:02Z', '2026-11-24 17:30Z', now());
  INSERT INTO chat (id, channel, address, phone, last_active_at) VALUES (7, 'console', '5511987654321', '5511987654321', '2026-11-25 12:00Z');
  INSERT INTO boleto_watcher VALUES (${id("f1")}, 7, '2026-11-24 17:02Z');
  INSERT INTO inbound_message (chat_id, external_id, body, status, next_try_at, received_at, done_at) VALUES (7, 'm-1', '{"kind": "text", "text": "oi"}', 'done', now(), now(), now());
  INSERT INTO outbound_message (chat_id, body, dedupe_key, due_at) VALUES (7, '{"text": "O que foi prometido antes."}', 'notice:x:payable:7:1', '2026-11-25 11:59Z');
  INSERT INTO event (type, at, data, position) VALUES ('boleto.payable', now(), '{"a": 1}', 1), ('boleto.payable', now(), '{"a": 2}', NULL)`;

/** Every row, table by table, by the columns that a database has now. */
async function contentOf(client: pg.Client, columns: ReadonlyMap<string, string>): Promise<Record<string, unknown[]>> {
  const content: Record<string, unknown[]> = {};
  for (const [table, list] of columns)
    content[table] = (await client.query(`SELECT ROW(${list})::text AS row FROM "${table}" ORDER BY 1`)).rows;
  return content;
}

async function columnsOf(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ table: string; list: string }>(
    `SELECT table_name AS "table", string_agg(quote_ident(column_name), ', ' ORDER BY column_name) AS list
       FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' GROUP BY 1`,
  );
  return new Map(rows.map(({ table, list }) => [table, list]));
}

/** A service over a database, with its person at the console. */
async function serve({ connection }: TestDatabase) {
  let now = new Date("2026-11-25T12:00:00Z");
  const outbox: OutboundMessage[] = [];
  const app = await openApp(testConfig({ demo: false }), {
    logger: createLogger("silent"),
    clock: { now: () => now },
    works: false,
    openDatabase: async () => ({ connection, close: async () => {} }),
    senders: {
      console: {
        async send(message) {
          outbox.push(message);
          return {};
        },
      },
    },
  });
  const jobs = movedJobs(app, {
    now: () => now,
    set: (at) => {
      now = at;
    },
  });
  const phone = "5511987654321";
  return {
    app,
    jobs,
    now: () => now,
    heard: () =>
      outbox
        .splice(0)
        .map(({ reply }) => reply.text)
        .join("\n"),
    says: (text: string) =>
      app.receive({ channel: "console", address: phone, phone, externalId: text, body: { kind: "text", text } }),
  };
}

it("a database of an earlier version keeps every row, and serves on with all that was promised", async () => {
  const database = await createEmptyDatabase();
  const { connection } = database;
  const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-upgrade-"));
  const earlier = migrationsIn().filter(({ name }) => name <= before);
  for (const { name } of earlier) cpSync(`prisma/migrations/${name}`, `${folder}/${name}`, { recursive: true });
  expect(await applyMigrations(connection, folder)).toHaveLength(earlier.length);
  rmSync(folder, { recursive: true });
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(rows);
  const columns = await columnsOf(client);
  const content = await contentOf(client, columns);
  expect(Object.values(content).filter((found) => found.length > 0)).toHaveLength(14);

  expect((await applyMigrations(connection)).length).toBeGreaterThanOrEqual(3);
  expect(await contentOf(client, columns)).toEqual(content);
  await client.end();

  const { app, jobs, now, heard, says } = await serve(database);
  await jobs.runJobs();
  expect(heard()).toBe("O que foi prometido antes.");
  await says("faturas");
  expect(heard()).toMatch(/2 faturas[\s\S]*89,50[\s\S]*99,00/);
  await says("2");
  await says("itau");
  expect(heard()).toContain("Estou preparando");
  await jobs.until(new Date(now().getTime() + 3_600_000));
  expect(heard()).toMatch(/já pode ser pago[\s\S]*\d{47}/);
  // Filled in for rows of before.
  expect(await app.prisma.outboundMessage.findFirst({ orderBy: { id: "asc" } })).toMatchObject({
    kind: "notice",
    topic: "payable",
    part: 1,
  });
  expect(await app.prisma.contract.findMany({ select: { searchName: true } })).toEqual([
    { searchName: "joana d'arc acao" },
  ]);
  await app.close();
  await database.drop();
});

it("a process of the version before goes on answering while a migration adds to every table beneath it", async () => {
  const database = await createEmptyDatabase();
  const { connection } = database;
  await applyMigrations(connection);
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(rows);
  const { app, jobs, now, heard, says } = await serve(database);
  await says("faturas");
  await jobs.runJobs();
  expect(heard()).toContain("2 faturas");
  for (const table of (await columnsOf(client)).keys())
    await client.query(`ALTER TABLE "${table}" ADD COLUMN of_the_next_version text NOT NULL DEFAULT ''`);
  await says("2");
  await says("itau");
  await jobs.until(new Date(now().getTime() + 3_600_000));
  expect(heard()).toMatch(/Estou preparando[\s\S]*já pode ser pago[\s\S]*\d{47}/);
  await says("menu");
  expect(heard()).toContain("2 faturas");
  await app.close();
  await client.end();
  await database.drop();
});

it.each([
  ["reply:12:0", "reply", null, 0],
  ["reply:12:1", "reply", null, 1],
  ["reply:12:broken", "reply", "broken", 0],
  ["notice:0b5f:slow:7:0", "notice", "slow", 0],
  ["notice:0b5f:paid-twice:inter:2026-11-24:1:7:2", "notice", "paid-twice", 2],
  ["answer:0b5f:not-found:7:8f1c:0", "answer", "not-found", 0],
  ["person:7:20261124-0001:over:0", "person", null, 0],
])("a message of the version before, stored as %j alone, says what it is", async (key, kind, topic, part) => {
  const database = await createTestDatabase();
  const client = new pg.Client(database.connection);
  await client.connect();
  await client.query("INSERT INTO chat (id, channel, address) VALUES (7, 'console', 'x')");
  const said = "INSERT INTO outbound_message (chat_id, body, dedupe_key, due_at) VALUES (7, '{}', $1, now())";
  const { rows: found } = await client.query(`${said} RETURNING kind, topic, part`, [key]);
  expect(found).toEqual([{ kind, topic, part }]);
  await client.end();
  await database.drop();
});

it("migrations after the baseline only add, or say why they may take away", () => {
  const names = migrationsIn().map(({ name }) => name);
  expect(names).toContain(baseline);
  for (const { name, sql } of migrationsIn())
    if (name > baseline) expect([name, contractionsIn(sql)]).toEqual([name, []]);
});

// A dropped index keeps everybody from its table until the migration is committed, so while the next one is built too.
it("migrations after the baseline build every index before they drop one", () => {
  for (const { name, sql } of migrationsIn())
    if (name > baseline) expect([name, sql.search(/^DROP INDEX[\s\S]*^CREATE (UNIQUE )?INDEX/m)]).toEqual([name, -1]);
});

it.each([
  ["ALTER TABLE a DROP COLUMN b", 1],
  ["-- DropTable\nDROP TABLE a;\nCREATE TABLE b (id int NOT NULL)", 1],
  ["ALTER TABLE a RENAME TO b; ALTER TABLE a ALTER COLUMN c SET NOT NULL", 2],
  ["ALTER TABLE a ALTER COLUMN b SET DATA TYPE text", 1],
  ["ALTER TABLE a ADD COLUMN b int,\nADD COLUMN c text NOT NULL", 1],
  ["ALTER TABLE a ADD COLUMN c text NOT NULL DEFAULT '', ADD COLUMN d int", 0],
  ["CREATE INDEX i ON a(b); DROP INDEX j; ALTER TABLE a ALTER COLUMN b DROP NOT NULL", 0],
  ["-- Contracts: nothing has read it since 0.4\nALTER TABLE a DROP COLUMN b", 0],
  ["-- Contracts:\nALTER TABLE a DROP COLUMN b", 1],
  ["UPDATE a SET b = 'we DROP TABLE here'", 0],
])("%j is found to contract so many times: %i", (sql, times) => {
  expect(contractionsIn(sql)).toHaveLength(times);
});
