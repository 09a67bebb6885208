import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, it } from "vitest";
import type { LayoutBankCode } from "../../../src/core/billing/bank-code.ts";
import { parseCnabSettings } from "../../../src/core/cnab240/parse-cnab-settings.ts";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { migrationsIn } from "../../../src/database/checked-in-migrations.ts";
import { fileAccounts } from "../../support/file-accounts.ts";
import { createEmptyDatabase } from "../../support/test-database.ts";

/** Settings of the version before, and what they are after it. */
const saved: readonly [LayoutBankCode, Record<string, string>, Record<string, string>][] = [
  ["748", { especie: "04" }, { especie: "03" }],
  ["748", { especie: "05" }, { especie: "05" }],
  ["748", {}, { especie: "03" }],
  ["756", { especie: "04" }, { especie: "04" }],
  ["033", { especie: "02", jurosDecimais: "5" }, { especie: "02" }],
];

it("bank wallets by file that were saved before go on, Sicredi's with a kind of title that it takes", async () => {
  const database = await createEmptyDatabase();
  const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-upgrade-"));
  for (const { name } of migrationsIn().filter(({ name }) => name < "20261129150000_sicredi_especie"))
    cpSync(`prisma/migrations/${name}`, `${folder}/${name}`, { recursive: true });
  await applyMigrations(database.connection, folder);
  rmSync(folder, { recursive: true });
  const client = new pg.Client(database.connection);
  await client.connect();
  const insert = `
    INSERT INTO bank_wallet (id, external_id, bank_code, account, cnab, beneficiary_name, beneficiary_document,
      registers_by, nosso_numero_from, nosso_numero_to, nosso_numero_next, updated_at)
    VALUES (gen_random_uuid(), $1, $2, $3, $4, 'Rede Boa Ltda', '12345678000195', 'cnab240', 1, 999, 5, now())`;
  for (const [index, [bank, cnab]] of saved.entries()) {
    const { account, cnab: needed } = fileAccounts[bank];
    await client.query(insert, [`w-${index}`, bank, account, { ...needed, ...cnab }]);
  }
  await applyMigrations(database.connection);
  const { rows } = await client.query("SELECT bank_code, account, cnab FROM bank_wallet ORDER BY external_id");
  expect(rows.map(({ bank_code, account, cnab }) => parseCnabSettings(bank_code, account, cnab))).toEqual(
    saved.map(([, , settings]) => ({ ok: true, settings: expect.objectContaining(settings) })),
  );
  await client.end();
  await database.drop();
});
