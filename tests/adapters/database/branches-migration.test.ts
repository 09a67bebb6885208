import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { migrationsIn } from "../../../src/database/checked-in-migrations.ts";
import { createEmptyDatabase } from "../../support/test-database.ts";

/** A contract and a wallet named a branch by a text; the holidays of some were listed by hand. */
const rows = `
  INSERT INTO provider (name, attendance_hours, branch_holidays, updated_at)
    VALUES ('Rede Boa', '{"weekdays": {}, "holidays": []}', '{"": ["2026-12-08"], "Manaus": ["2026-10-24"], "Vazia": 7}', now());
  INSERT INTO subscriber (external_id, name, document, updated_at) VALUES ('s', 'Ana', '52998224725', now());
  INSERT INTO wallet (external_id, kind, description, branch, updated_at)
    VALUES ('w', 'fatura', 'Fatura', 'Só na carteira', now()), ('w0', 'fatura', 'Fatura', '', now());
  INSERT INTO contract (external_id, subscriber_id, address, branch, updated_at)
    SELECT 'c-' || coalesce(branch, ''), s.id, 'Rua Um, 1', branch, now()
      FROM subscriber s, unnest(ARRAY['Manaus', 'Centro', NULL]) AS branch;
  INSERT INTO contract (external_id, subscriber_id, address, branch, updated_at)
    SELECT 'c-blank', s.id, 'Rua Um, 1', '', now() FROM subscriber s`;

it("the branches in use are entered, with the holidays that were listed, and what a process of the version before names", async () => {
  const database = await createEmptyDatabase();
  const { connection } = database;
  const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-branches-"));
  for (const { name } of migrationsIn().filter((one) => one.name < "20261129160000"))
    cpSync(`prisma/migrations/${name}`, `${folder}/${name}`, { recursive: true });
  await applyMigrations(connection, folder);
  rmSync(folder, { recursive: true });
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(rows);
  await applyMigrations(connection);

  const branches = async () =>
    (await client.query('SELECT name, time_zone, holidays, attendance_hours FROM branch ORDER BY name COLLATE "C"'))
      .rows;
  const none = { time_zone: null, holidays: [], attendance_hours: null };
  expect(await branches()).toEqual([
    { ...none, name: "Centro" },
    { ...none, name: "Manaus", holidays: ["2026-10-24"] },
    { ...none, name: "Só na carteira" },
    { ...none, name: "Vazia" },
  ]);
  const provider = await client.query("SELECT time_zone, holidays FROM provider");
  expect(provider.rows).toEqual([{ time_zone: "America/Sao_Paulo", holidays: ["2026-12-08"] }]);
  const blank = await client.query("SELECT branch FROM contract WHERE external_id = 'c-blank'");
  expect(blank.rows).toEqual([{ branch: null }]);

  await client.query("UPDATE contract SET branch = 'Nova' WHERE external_id = 'c-Centro'");
  await client.query("UPDATE wallet SET branch = '' WHERE external_id = 'w'");
  expect((await branches()).map(({ name }) => name)).toEqual(["Centro", "Manaus", "Nova", "Só na carteira", "Vazia"]);
  await client.query("DELETE FROM branch WHERE name = 'Centro'");
  await expect(client.query("DELETE FROM branch WHERE name = 'Nova'")).rejects.toThrow("branch is in use");
  await client.end();
  await database.drop();
});
