import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { chatOf, startService } from "../support/start-chat.ts";
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from "../support/test-database.ts";

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

/** The rows of each table, the queue's jobs among them. */
async function counts(database: TestDatabase): Promise<[string, number][]> {
  const client = new pg.Client(database.connection);
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname = 'public' OR (schemaname = 'pgboss' AND tablename = 'job_common') ORDER BY 1`,
  );
  const found: [string, number][] = [];
  for (const { name } of tables)
    found.push([
      name,
      (await client.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${name}`)).rows[0]?.rows ?? 0,
    ]);
  await client.end();
  return found;
}

it.runIf(process.env.DATABASE_URL)(
  "what docs/operacao.md says of pg_dump and pg_restore brings all back: the promise made before is kept afterwards",
  async () => {
    const before = await startService("2026-11-24 14:02", old);
    const joana = chatOf(before, "5511900000001");
    await joana.tells("oi", "2", "itau");
    joana.sees("Estou preparando");
    const file = path.join(folder, "faturabot.dump");
    execFileSync("pg_dump", ["--format=custom", `--file=${file}`, urlOf(old)]);
    const args = ["--exit-on-error", "--no-owner", "--single-transaction", `--dbname=${urlOf(fresh)}`, file];
    execFileSync("pg_restore", args);
    expect(await counts(fresh)).toEqual(await counts(old));
    await before.app.close();

    const after = await startService("2026-11-24 14:03", fresh);
    const again = chatOf(after, "5511900000001");
    await again.waits(31, "minutes");
    again.sees(/já pode ser pago[\s\S]*\d{47}/);
    await after.app.close();
  },
);
