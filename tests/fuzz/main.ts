import { randomBytes, randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import pg from "pg";
import { applyMigrations } from "../../src/database/apply-migrations.ts";
import { databaseUrl } from "../support/database/database-url.ts";
import { startTestServer } from "../support/database/start-test-server.ts";
import { walk } from "./walk.ts";

// npm run fuzz -- --turns 100000 --seed 7 [--acts 2000]: on DATABASE_URL, or on a server of its own.
const { values } = parseArgs({
  options: { turns: { type: "string" }, seed: { type: "string" }, acts: { type: "string" } },
});
const turns = Number(values.turns ?? 10_000);
const seed = Number(values.seed ?? randomInt(2 ** 31));
console.log(`seed ${seed}`);
const database = await openDatabase(process.env.DATABASE_URL);
const begun = performance.now();
const seconds = () => ((performance.now() - begun) / 1000).toFixed(0);
try {
  const { failure, done, worlds } = await walk(database, {
    turns,
    seed,
    actsAtMost: Number(values.acts ?? 2000),
    onWorld: (so) => console.log(JSON.stringify({ ...so.done, worlds: so.worlds, seconds: seconds() })),
  });
  if (failure) {
    console.log(`BROKEN ${failure.broken}\n${JSON.stringify(failure, undefined, 1)}`);
    process.exitCode = 1;
  } else console.log(`0 broken in ${done.turns} turns, ${worlds} worlds; seed ${seed}`);
} finally {
  await database.drop();
}

async function openDatabase(given: string | undefined) {
  const own = given ? undefined : await startTestServer();
  const url = given ?? own?.url ?? "";
  const name = `faturabot_fuzz_${randomBytes(4).toString("hex")}`;
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await administer(`CREATE DATABASE ${name}`);
  const connection = { connectionString: databaseUrl(url, name), max: 10 };
  await applyMigrations(connection);
  return {
    connection,
    async drop() {
      await administer(`DROP DATABASE ${name} WITH (FORCE)`);
      await own?.stop();
    },
  };
}
