import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Writable } from "node:stream";
import pg, { type PoolConfig } from "pg";
import { pino } from "pino";
import { expect, it } from "vitest";
import { createApp } from "../../src/app.ts";
import { examine } from "../../src/examine.ts";
import { openQueue } from "../../src/jobs/queue.ts";
import { durabilitySettings, weakSettings } from "../../src/storage/durability.ts";
import { openPools } from "../../src/storage/open-pools.ts";
import { createPrismaClient } from "../../src/storage/prisma-client.ts";
import { testConfig } from "../support/test-config.ts";
import { createTestDatabase } from "../support/test-database.ts";

const onServer = Boolean(process.env.DATABASE_URL);
const asked = durabilitySettings.map((name) => `current_setting('${name}') AS ${name}`).join(", ");
const allOn = { fsync: "on", full_page_writes: "on", synchronous_commit: "on" };

it.runIf(onServer)(
  "every kind of connection that we make leaves fsync, full pages and synchronous commits on",
  async () => {
    const database = await createTestDatabase();
    const pools = openPools({ kind: "postgres", connection: database.connection, close: async () => {} }, () => {});
    const prisma = createPrismaClient(pools.prisma, pools.prepares);
    const queue = await openQueue({
      connection: database.connection,
      embedded: false,
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
    await database.drop();
  },
);

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
  expect(naming).toEqual(["src/storage/durability.ts"]);
});

it.runIf(onServer)("the doctor and the start say which of them is off, and the doctor calls it wrong", async () => {
  const database = await createTestDatabase();
  const url = database.connection.connectionString ?? "";
  await run(database.connection, `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`);
  const config = testConfig({ database: { kind: "postgres", url, poolSize: 4 } });
  expect(await examine.lookAtDatabase(config)).toContainEqual({
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
  const app = await createApp(config, { logger: pino({ level: "warn" }, lines), works: false });
  await app.close();
  expect(logged).toContain('"settings":["synchronous_commit"]');
  // No other test may be handed it.
  await database.destroy();
});

async function run(connection: PoolConfig, sql: string): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(sql);
  await client.end();
}
