import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type JobParts, jobNames, jobWork } from "../../../src/app/jobs.ts";
import { zones as everyZone, type Zone } from "../../../src/core/billing/calendar/zone.ts";
import { openQueue, type Queue } from "../../../src/database/jobs/queue.ts";
import { type QueueWork, startWorkers } from "../../../src/database/jobs/workers.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { createLogger } from "../../../src/logger.ts";
import { startProxyTo } from "../../support/start-proxy.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

const logger = createLogger("silent");
let database: TestDatabase;
let queue: Queue;
let prisma: ReturnType<typeof createPrismaClient>;
beforeAll(async () => {
  database = await createTestDatabase();
  const { connection } = database;
  prisma = createPrismaClient(connection);
  queue = await openQueue({ names: jobNames, connection, works: true, logger });
});
afterAll(async () => {
  await queue.stop();
  await prisma.$disconnect();
  await database.drop();
});

const [broken, ...fine] = [1, 2, 3].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`);
const states = async (queue = "register-boleto") =>
  Object.fromEntries(
    (
      await prisma.$queryRaw<{ id: string; state: string }[]>`
        SELECT data->>'boletoId' AS id, state::text FROM pgboss.job WHERE name = ${queue}`
    ).map(({ id, state }) => [id, state]),
  );

it("a job that breaks while the database is away is tried again once it is back, not when its heartbeat ends", async () => {
  const proxy = await startProxyTo(database.connection.connectionString);
  const { boss, stop } = await openQueue({
    names: jobNames,
    connection: { ...database.connection, connectionString: proxy.url },
    works: true,
    logger,
  });
  const boletoId = "00000000-0000-4000-8000-000000000010";
  const jobs = await startWorkers(
    boss,
    {
      "cancel-boleto": {
        async run() {
          proxy.shut();
          setTimeout(proxy.open, 100);
          throw new Error("connection lost");
        },
      },
    },
    logger,
  );
  // By the other queue: its own connection may be cut before it answers.
  await queue.boss.send("cancel-boleto", { boletoId });
  await expect.poll(async () => (await states("cancel-boleto"))[boletoId], { timeout: 20_000 }).toBe("retry");
  await jobs.stop();
  await stop();
  await proxy.stop();
});

it("a job that breaks is tried again alone: those fetched with it are done, each once", async () => {
  const done: string[] = [];
  for (const boletoId of [broken, ...fine]) await queue.boss.send("register-boleto", { boletoId });
  const registering: QueueWork = {
    async run({ data }) {
      const { boletoId } = data as { boletoId: string };
      if (boletoId === broken) throw new Error("broken");
      done.push(boletoId);
    },
  };
  const jobs = await startWorkers(queue.boss, { "register-boleto": registering }, logger);
  while (Object.values(await states()).some((state) => state === "created" || state === "active"));
  expect(await states()).toEqual({
    [String(broken)]: "retry",
    [String(fine[0])]: "completed",
    [String(fine[1])]: "completed",
  });
  expect(done.sort()).toEqual(fine);
  await jobs.stop();
});

it("what is asked for once within a minute is one job, and something else is another", async () => {
  const boletoId = "00000000-0000-4000-8000-000000000009";
  for (const once of ["a", "a", "b"])
    await prisma.$transaction((tx) =>
      queue.enqueueIn(tx, { name: "cancel-boleto", boletoId }, new Date("2999-01-01"), once),
    );
  const [row] = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pgboss.job WHERE data->>'boletoId' = ${boletoId}`;
  expect(row?.count).toBe(2);
});

it("an outage that every worker meets at every try is told once, and another one too", async () => {
  const error = vi.fn();
  const { connection } = database;
  const { boss, stop } = await openQueue({
    names: jobNames,
    connection,
    works: false,
    logger: { error } as unknown as typeof logger,
  });
  const refused = () => Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  for (let worker = 0; worker < 27; worker++) boss.emit("error", refused());
  boss.emit("error", new Error("something else"));
  boss.emit("error", refused());
  expect(error.mock.calls.map(([{ err }]) => err.message)).toEqual(["connect", "something else"]);
  await stop();
});

it("the daily work is scheduled at 06:05 of each zone, and no longer once for all", async () => {
  await queue.boss.schedule("morning", "5 6 * * *", {}, { tz: "America/Sao_Paulo" });
  const runs: unknown[] = [];
  // What it runs needs a whole service: tests/stories/places.test.ts.
  const { cron, zones } = jobWork({} as JobParts).morning ?? {};
  const morning: QueueWork = {
    ...(cron !== undefined && { cron }),
    ...(zones && { zones }),
    run: async ({ data }) => runs.push(data),
  };
  const jobs = await startWorkers(queue.boss, { morning }, logger);
  const scheduled = await prisma.$queryRaw<{ cron: string; timezone: string; data: object }[]>`
    SELECT cron, timezone, data FROM pgboss.schedule WHERE name = 'morning' ORDER BY timezone`;
  await jobs.stop();
  const all = (Object.keys(everyZone) as Zone[]).sort();
  expect(scheduled).toEqual(all.map((timezone) => ({ cron: "5 6 * * *", timezone, data: { zone: timezone } })));
});
