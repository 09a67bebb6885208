import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { pgDumpFits } from "../../support/database/pg-dump-fits.ts";
import { tableDigests } from "../../support/database/table-digests.ts";
import { chatOf, startService } from "../../support/start-chat.ts";
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

let folder: string;
let old: TestDatabase;
let fresh: TestDatabase;
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-dump-"));
  old = await createTestDatabase();
  fresh = await createEmptyDatabase();
});
afterEach(async () => {
  await old.drop();
  await fresh.destroy();
  rmSync(folder, { recursive: true });
});

const urlOf = ({ connection }: TestDatabase) => connection.connectionString ?? "";

it.runIf(await pgDumpFits())(
  "what docs/operacao.md says of pg_dump and pg_restore brings all back: the promise made before is kept afterwards",
  async () => {
    const before = await startService("2026-11-24 14:02", old);
    const joana = chatOf(before, "5511900000001");
    await joana.tells("oi", "2", "itau");
    joana.sees("Estou preparando");
    const file = path.join(folder, "faturabot.dump");
    execFileSync("pg_dump", ["--format=custom", "--encoding=UTF8", `--file=${file}`, urlOf(old)]);
    const args = ["--exit-on-error", "--no-owner", "--single-transaction", `--dbname=${urlOf(fresh)}`, file];
    const env = { ...process.env, PGOPTIONS: "-c default_transaction_read_only=off" };
    execFileSync("pg_restore", args, { env });
    expect(await tableDigests(fresh.connection)).toEqual(await tableDigests(old.connection));
    await before.app.close();

    const after = await startService("2026-11-24 14:03", fresh);
    const again = chatOf(after, "5511900000001");
    await again.waits(31, "minutes");
    again.sees(/já pode ser pago[\s\S]*\d{47}/);
    await after.app.close();
  },
);
