import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readSchema } from "../../../scripts/read-schema.mjs";
import { withSchemaEngine } from "../../../scripts/schema-engine.mjs";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { createEmptyDatabase, type TestDatabase } from "../../support/test-database.ts";

const checkedIn = "prisma/migrations";
let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await createEmptyDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-migrations-"));
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

const migration = (name: string, sql: string) => {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, "migration.sql"), sql);
};
const apply = () => applyMigrations(database.connection, folder);
async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(database.connection);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
const tables = async () =>
  (await query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).map(
    ({ tablename }) => tablename,
  );

describe("migrations", () => {
  it("are applied once and in order, when four processes start at the same moment", async () => {
    migration("1_first", "CREATE TABLE seen (name text); INSERT INTO seen VALUES ('first')");
    migration("2_second", "INSERT INTO seen VALUES ('second')");
    const applied = await Promise.all([apply(), apply(), apply(), apply()]);
    expect(applied.flat().sort()).toEqual(["1_first", "2_second"]);
    expect(await query("SELECT name FROM seen")).toEqual([{ name: "first" }, { name: "second" }]);
    expect(await query("SELECT count(*)::int AS rows FROM _prisma_migrations")).toEqual([{ rows: 2 }]);
    expect(await apply()).toEqual([]);
  });

  it("are refused by name where one was edited after it was applied, and nothing after it is applied", async () => {
    migration("1_first", "CREATE TABLE first ()");
    await apply();
    migration("1_first", "CREATE TABLE first (more text)");
    migration("2_second", "CREATE TABLE second ()");
    await expect(apply()).rejects.toMatchObject({
      code: "migration-edited",
      message: expect.stringContaining('"1_first" mudou'),
    });
    expect(await tables()).toEqual(["_prisma_migrations", "first"]);
  });

  it("are refused by name where one failed half-way before, until that is resolved", async () => {
    migration("1_first", "CREATE TABLE first ()");
    await apply();
    await query("UPDATE _prisma_migrations SET finished_at = NULL");
    await expect(apply()).rejects.toMatchObject({
      code: "migration-failed",
      message: expect.stringContaining('"1_first" falhou antes'),
    });
    await query("UPDATE _prisma_migrations SET rolled_back_at = now(); DROP TABLE first");
    expect(await apply()).toEqual(["1_first"]);
  });

  it("wait for a table that a backup reads, and let everybody else pass meanwhile", async () => {
    migration("1_first", "CREATE TABLE first (name text)");
    await apply();
    migration("2_second", "ALTER TABLE first ADD COLUMN more text");
    const backup = new pg.Client(database.connection);
    await backup.connect();
    await backup.query("BEGIN; LOCK TABLE first IN ACCESS SHARE MODE");
    const applied = apply();
    const waits =
      "SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database WHERE NOT granted AND datname = current_database()";
    await vi.waitFor(async () => expect(await query(waits)).toHaveLength(1), { timeout: 10_000, interval: 20 });
    await query("INSERT INTO first VALUES ('somebody')");
    await backup.end();
    expect(await applied).toEqual(["2_second"]);
    expect(await query("SELECT * FROM first")).toEqual([{ name: "somebody", more: null }]);
  });

  it("that break leave nothing of themselves, keep those before, and run once mended", async () => {
    migration("1_first", "CREATE TABLE first ()");
    migration("2_broken", "CREATE TABLE second (); INSERT INTO nowhere VALUES (1)");
    await expect(apply()).rejects.toMatchObject({
      code: "migration-failed",
      message: expect.stringContaining('"2_broken"'),
    });
    expect(await tables()).toEqual(["_prisma_migrations", "first"]);
    migration("2_broken", "CREATE TABLE second ()");
    expect(await apply()).toEqual(["2_broken"]);
  });
});

describe("Prisma's own engine and these migrations", () => {
  const filters = { externalTables: [], externalEnums: [] };
  const listOf = (from: string) => ({
    baseDir: from,
    lockfile: { path: "./migration_lock.toml", content: readFileSync(`${checkedIn}/migration_lock.toml`, "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: readdirSync(from)
      .filter((name) => existsSync(`${from}/${name}/migration.sql`))
      .sort()
      .map((name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: readFileSync(`${from}/${name}/migration.sql`, "utf8") },
        },
      })),
  });
  const schema = readSchema("prisma/schema");
  const diagnose = (from: string) =>
    withSchemaEngine(database.connection, schema, (engine) =>
      engine.diagnoseMigrationHistory({ migrationsList: listOf(from), optInToShadowDatabase: false, filters }),
    );
  const deploy = (from: string) =>
    withSchemaEngine(database.connection, schema, (engine) =>
      engine.applyMigrations({ migrationsList: listOf(from), filters }),
    );
  const upToDate = { editedMigrationNames: [], failedMigrationNames: [], hasMigrationsTable: true, history: null };

  it("finds a database that we brought up to date to be just that, and goes on from there", async () => {
    cpSync(checkedIn, folder, { recursive: true });
    const ours = await apply();
    expect(ours.length).toBeGreaterThan(0);
    expect(await diagnose(folder)).toEqual(upToDate);
    expect(await deploy(folder)).toEqual({ appliedMigrationNames: [] });
    migration("99999999999999_next", "CREATE TABLE next ()");
    expect(await deploy(folder)).toEqual({ appliedMigrationNames: ["99999999999999_next"] });
    expect(await apply()).toEqual([]);
  });

  it("leaves a database in which we find nothing to do", async () => {
    const { appliedMigrationNames } = await deploy(checkedIn);
    expect(appliedMigrationNames).toEqual(listOf(checkedIn).migrationDirectories.map(({ path }) => path));
    expect(await applyMigrations(database.connection)).toEqual([]);
    expect(await diagnose(checkedIn)).toEqual(upToDate);
  });

  it("sees the same edited migration that we refuse", async () => {
    migration("1_first", "CREATE TABLE first ()");
    await apply();
    migration("1_first", "CREATE TABLE first (more text)");
    expect(await diagnose(folder)).toMatchObject({ editedMigrationNames: ["1_first"] });
  });
});
