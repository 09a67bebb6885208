import { randomBytes } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openApp } from "../../../src/app/open-app.ts";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { openDatabase } from "../../../src/database/open-database.ts";
import { refuseUnfit } from "../../../src/database/refuse-unfit.ts";
import { withOurSettings } from "../../../src/database/session.ts";
import { createLogger } from "../../../src/logger.ts";
import { asAdmin, nameOf } from "../../support/database/as-admin.ts";
import { databaseUrl } from "../../support/database/database-url.ts";
import { testConfig } from "../../support/test-config.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";
import { withClient } from "../../support/with-client.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const urlOf = (made: TestDatabase) => databaseUrl(inject("serverUrl"), nameOf(made));
const asked = ["TimeZone", "DateStyle", "IntervalStyle", "standard_conforming_strings", "search_path", "lock_timeout"];

async function settingsOf(connection: pg.ClientConfig): Promise<string[]> {
  return withClient(connection, async (client) => {
    const { rows } = await client.query("SELECT current_setting(name) AS value FROM unnest($1::text[]) AS name", [
      asked,
    ]);
    return rows.map(({ value }) => value);
  });
}

describe("on a server with a zone and styles of its own", () => {
  it("a session of anybody else has them, also without our asking", async () => {
    const theirs = await settingsOf({ connectionString: urlOf(database) });
    expect(theirs).toEqual(["America/Manaus", "SQL, DMY", "sql_standard", "off", "pg_catalog", "1ms"]);
  });

  it("ours have ours, and keep what DATABASE_URL asks for besides", async () => {
    const url = new URL(urlOf(database));
    url.searchParams.set("options", "-c timezone=Asia/Tokyo -c application_name=fila");
    const opened = await openDatabase({ kind: "postgres", url: url.href, poolSize: 2 });
    expect(await settingsOf(opened.connection)).toEqual(["UTC", "ISO, MDY", "postgres", "on", "public", "0"]);
    await withClient(opened.connection, async (client) => {
      const { rows } = await client.query("SHOW application_name");
      expect(rows).toEqual([{ application_name: "fila" }]);
    });
  });

  it("Prisma, the queue and the hot statements read and write moments as they are", async () => {
    const app = await openApp(testConfig({ database: { kind: "postgres", url: urlOf(database), poolSize: 4 } }), {
      logger: createLogger("silent"),
      works: false,
    });
    try {
      const at = new Date("2026-12-10T02:30:00.123Z");
      const event = await app.prisma.event.create({ data: { type: "test", data: {}, at } });
      const read = await app.prisma.event.findUniqueOrThrow({ where: { id: event.id } });
      expect(read.at).toEqual(at);
      expect(Math.abs(app.deps.clock.now().getTime() - Date.now())).toBeLessThan(60_000);
    } finally {
      await app.close();
    }
  });
});

describe("a database is refused in one sentence", () => {
  const made: string[] = [];
  const admin = (text: string) => withClient({ connectionString: inject("adminUrl") }, (client) => client.query(text));
  const make = async (more: string) => {
    const name = `${inject("databasePrefix")}_${randomBytes(4).toString("hex")}`;
    await admin(`CREATE DATABASE ${name} ${more}`);
    made.push(name);
    return databaseUrl(inject("serverUrl"), name);
  };
  afterAll(async () => {
    for (const name of made) await admin(`DROP DATABASE ${name}`);
  });
  const opening = (url: string) => openDatabase({ kind: "postgres", url, poolSize: 2 });

  it("that is not in UTF-8", async () => {
    const url = await make("ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0");
    await expect(opening(url)).rejects.toMatchObject({
      code: "database-encoding",
      message: expect.stringContaining("está em LATIN1, e nomes e conversas precisam de UTF-8"),
    });
  });

  it("whose address names a schema, which nothing would read", async () => {
    const url = new URL(urlOf(database));
    url.searchParams.set("schema", "fat");
    await expect(opening(url.href)).rejects.toMatchObject({
      code: "database-schema",
      message: expect.stringContaining("?schema= não é usado"),
    });
  });

  it("in which our role may create nothing", async () => {
    const { connection } = await opening(await make(""));
    await expect(applyMigrations(connection)).rejects.toMatchObject({
      code: "database-rights",
      message: expect.stringContaining("não pode criar tabelas neste banco"),
    });
  });

  it("of a server that is too old", async () => {
    const old = { version: 130_014, name: "13.14", encoding: "UTF8", pid: 1 };
    const session = { query: async () => ({ rows: [old] }) } as unknown as pg.ClientBase;
    await expect(refuseUnfit(session, session)).rejects.toMatchObject({
      code: "database-too-old",
      message: "O PostgreSQL 13.14 é antigo demais. Use o 14 ou mais novo.",
    });
  });
});

it("a database with all that is ours in it needs no right to make schemas", async () => {
  const made = await createTestDatabase();
  await withClient(made.connection, (client) => client.query("CREATE SCHEMA IF NOT EXISTS pgboss"));
  await asAdmin(made, `REVOKE CREATE ON DATABASE ${nameOf(made)} FROM ${new URL(urlOf(made)).username}`);
  expect(await applyMigrations(made.connection)).toEqual([]);
  await made.destroy();
});

it("settings with blanks, and none of a later version, are asked of an older server", () => {
  const { options = "" } = withOurSettings<pg.ClientConfig>({ host: "x" }, 150_000);
  expect(options).toContain("-c DateStyle=ISO,\\ MDY");
  expect(options).not.toContain("transaction_timeout=");
  expect(withOurSettings<pg.ClientConfig>({ host: "x" }, 170_002).options).toContain("-c transaction_timeout=0");
});
