import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import pg, { type PoolConfig } from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { doctorChecks } from "../../../src/app/commands/doctor-checks.ts";
import { jobNames } from "../../../src/app/jobs.ts";
import { openApp } from "../../../src/app/open-app.ts";
import { applyMigrations } from "../../../src/database/apply-migrations.ts";
import { durabilitySettings, weakSettings } from "../../../src/database/durability.ts";
import { joinServer } from "../../../src/database/embedded/join-server.ts";
import { serverArguments } from "../../../src/database/embedded/server-settings.ts";
import { openQueue } from "../../../src/database/jobs/queue.ts";
import { openPools } from "../../../src/database/open-pools.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { urlOf } from "../../support/database/start-test-server.ts";
import { testConfig } from "../../support/test-config.ts";
import { createTestDatabase } from "../../support/test-database.ts";

const asked = durabilitySettings.map((name) => `current_setting('${name}') AS ${name}`).join(", ");
const allOn = { fsync: "on", full_page_writes: "on", synchronous_commit: "on" };

/** A server that flushes: the given one, or the one that comes along as it is in production. */
let server: { connection: PoolConfig; end(): Promise<void> };
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-durable-"));
  if (process.env.DATABASE_URL) {
    const { connection, destroy } = await createTestDatabase();
    server = { connection, end: destroy };
  } else {
    const { connection, leave } = await joinServer(folder);
    await applyMigrations(connection);
    server = { connection, end: leave };
  }
});
afterAll(async () => {
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

it("every kind of connection that we make leaves fsync, full pages and synchronous commits on", async () => {
  const database = server;
  const pools = openPools(database, () => {});
  const prisma = createPrismaClient(pools.prisma, true);
  const queue = await openQueue({
    names: jobNames,
    connection: database.connection,
    works: true,
    logger: pino({ level: "silent" }),
  });
  expect((await pools.hot.query(`SELECT ${asked}`)).rows).toEqual([allOn]);
  expect(await prisma.$queryRawUnsafe(`SELECT ${asked}`)).toEqual([allOn]);
  expect((await queue.boss.getDb().executeSql(`SELECT ${asked}`)).rows).toEqual([allOn]);
  expect(await weakSettings(database.connection)).toEqual([]);
  await queue.stop();
  await prisma.$disconnect();
  await pools.end();
});

it("nothing of ours that is sent to a database so much as names them, but for the look at them", () => {
  const files = ["src", "prisma/migrations"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(tsx?|sql)$/.test(name))
      .map((name) => path.join(folder, name)),
  );
  expect(files.length).toBeGreaterThan(300);
  const naming = files.filter((file) =>
    /full_page_writes|synchronous_commit|\bfsync\s*(=|TO\b)/i.test(readFileSync(file, "utf8")),
  );
  // The server that comes along is told to keep them on, whatever stands in its files.
  expect(naming.sort()).toEqual(["src/database/durability.ts", "src/database/embedded/server-settings.ts"]);
  expect(serverArguments({ host: "/", port: 1 })).toEqual(
    expect.arrayContaining(durabilitySettings.map((name) => `${name}=on`)),
  );
});

it("the doctor and the start say which of them is off, and the doctor calls it wrong", async () => {
  const { connection } = server;
  const url = connection.connectionString ?? urlOf(connection);
  const name = new URL(url).pathname.slice(1);
  await run(connection, `ALTER DATABASE ${name} SET synchronous_commit = off`);
  const config = testConfig({ database: { kind: "postgres", url, poolSize: 4 } });
  expect(await doctorChecks.checkDatabase(config)).toContainEqual({
    sign: "✘",
    text: expect.stringContaining("synchronous_commit está desligado, e uma queda de energia perde dados"),
  });
  let logged = "";
  const lines = new Writable({
    write(chunk, _, done) {
      logged += chunk;
      done();
    },
  });
  const app = await openApp(config, { logger: pino({ level: "warn" }, lines), works: false });
  await app.close();
  expect(logged).toContain('"settings":["synchronous_commit"]');
  await run(connection, `ALTER DATABASE ${name} RESET synchronous_commit`);
});

async function run(connection: PoolConfig, sql: string): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(sql);
  await client.end();
}
