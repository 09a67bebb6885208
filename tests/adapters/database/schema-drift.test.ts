import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { diffSchema } from "../../../scripts/diff-schema.mjs";
import { readSchema } from "../../../scripts/read-schema.mjs";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

const schemaPath = "prisma/schema";
let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-drift-"));
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe("the schema and the migrations", () => {
  it("say the same, but for what Prisma cannot say", async () => {
    expect(await diffSchema(database.connection, schemaPath)).toBe("");
  });

  it("are told apart by a column, an index, a default", async () => {
    const changed = path.join(folder, "changed.prisma");
    const text = readSchema(schemaPath)
      .map(({ content }) => content)
      .join("\n")
      .replace(/^ {2}isDemo .*$/m, "$&\n  planted String?")
      .replace('@default(200) @map("multa_basis_points")', '@default(199) @map("multa_basis_points")')
      .replace("@@unique([channel, address])", "@@unique([channel, address])\n  @@index([address])");
    writeFileSync(changed, text);
    const sql = await diffSchema(database.connection, changed);
    expect(sql).toContain('ADD COLUMN     "planted" TEXT');
    expect(sql).toContain('"multa_basis_points" SET DEFAULT 199');
    expect(sql).toContain('CREATE INDEX "chat_address_idx"');
  });
});

describe("format-schema", () => {
  const check = (at: string) =>
    spawnSync(process.execPath, ["scripts/format-schema.mjs", at, "--check"], { encoding: "utf8" });

  it("finds nothing to do in prisma/schema", () => {
    expect(check(schemaPath)).toMatchObject({ status: 0, stderr: "" });
  });

  it("names a file with ragged columns", () => {
    const ragged = path.join(folder, "ragged.prisma");
    writeFileSync(ragged, "model Thing {\n  id Int @id\n  colour String\n}\n");
    expect(check(ragged)).toMatchObject({ status: 1, stderr: expect.stringContaining("ragged.prisma") });
  });
});

describe("make-migration", () => {
  const schema = (fields: string) =>
    `datasource db {\n  provider = "postgresql"\n}\nmodel Thing {\n  id Int @id\n${fields}}\n`;
  const make = (name: string) => {
    const args = ["scripts/make-migration.mjs", name, "--schema", `${folder}/s.prisma`, "--migrations", `${folder}/m`];
    return spawnSync(process.execPath, args, { encoding: "utf8" });
  };
  const written = () => readdirSync(`${folder}/m`).sort();

  it("writes the first migration, then only what changed, then nothing", { timeout: 300_000 }, () => {
    writeFileSync(`${folder}/s.prisma`, schema(""));
    expect(make("first")).toMatchObject({ status: 0, stderr: "" });
    expect(readFileSync(`${folder}/m/${written()[0]}/migration.sql`, "utf8")).toContain('CREATE TABLE "Thing"');

    writeFileSync(`${folder}/s.prisma`, schema("  name String?\n"));
    expect(make("second")).toMatchObject({ status: 0, stderr: "" });
    const second = readFileSync(`${folder}/m/${written()[1]}/migration.sql`, "utf8");
    expect(second).toBe('-- AlterTable\nALTER TABLE "Thing" ADD COLUMN     "name" TEXT;\n');

    expect(make("third").stdout).toContain("already say");
    expect(written()).toHaveLength(2);
  });
});
