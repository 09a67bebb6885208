import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { createEmptyDatabase } from "../../support/test-database.ts";

const boleto = (id: string, chatId: number | null) => `
  INSERT INTO invoice (id, external_id, contract_id, amount_cents, due_date, description, updated_at)
    VALUES ('${id}', '${id}', '00000000-0000-0000-0000-0000000000c1', 100, '2026-12-10', 'x', now());
  INSERT INTO boleto (id, invoice_id, status, bank_code, nosso_numero, campo_livre, codigo_barras, linha_digitavel, amount_cents, due_date,
      principal_cents, payable_until, slip, chat_id, issued_at, promised_at, updated_at)
    VALUES ('${id}', '${id}', 'registering', '341', '1', lpad(right('${id}', 2), 25, '0'), repeat('3', 44), repeat('3', 47), 100, '2026-12-10', 100, '2027-01-10',
      '{}', ${chatId}, '2026-11-24 17:02Z', now(), now())`;

it("what a chat was promised before there were watchers is still promised afterwards", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-migrations-"));
  const { connection, destroy } = await createEmptyDatabase();
  cpSync("prisma/migrations/20261124000000_init", `${folder}/20261124000000_init`, { recursive: true });
  await applyMigrations(connection, folder);
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(`
    INSERT INTO subscriber (id, external_id, name, document, updated_at) VALUES ('00000000-0000-0000-0000-0000000000a1', 's', 's', '1', now());
    INSERT INTO contract (id, external_id, subscriber_id, address, updated_at)
      VALUES ('00000000-0000-0000-0000-0000000000c1', 'c', '00000000-0000-0000-0000-0000000000a1', 'x', now());
    INSERT INTO chat (id, channel, address) VALUES (7, 'console', 'x')`);
  const ids = ["11", "12", "13"].map((end) => `00000000-0000-0000-0000-0000000000${end}`);
  for (const [index, chatId] of [7, null, 8].entries()) await client.query(boleto(ids[index] ?? "", chatId));
  await client.end();

  expect(await applyMigrations(connection)).toContain("20261124210000_boleto_watcher");
  const after = new pg.Client(connection);
  await after.connect();
  const { rows } = await after.query(`SELECT boleto_id, chat_id::int, asked_at FROM boleto_watcher`);
  expect(rows).toEqual([{ boleto_id: ids[0], chat_id: 7, asked_at: new Date("2026-11-24T17:02:00Z") }]);
  await after.end();
  await destroy();
  rmSync(folder, { recursive: true });
});
