import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { jobNames } from "../../../src/app/jobs.ts";
import { openQueue, type Queue } from "../../../src/database/jobs/queue.ts";
import type { Poller } from "../../../src/database/jobs/start-poller.ts";
import { type QueueWork, startWorkers } from "../../../src/database/jobs/workers.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { createLogger } from "../../../src/logger.ts";
import { earsOf } from "../../support/database/ears-of.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

const logger = createLogger("silent");
let database: TestDatabase;
let prisma: ReturnType<typeof createPrismaClient>;
/** This process's, and that of one that only enters jobs. */
let queue: Queue;
let elsewhere: Queue;
let jobs: Poller;
/** When each job was begun. */
const begun = new Map<string, number>();
/** What the queue told. */
const told: (string | undefined)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const { connection } = database;
  prisma = createPrismaClient(connection);
  queue = await openQueue({ names: jobNames, connection, works: true, logger });
  elsewhere = await openQueue({ names: jobNames, connection, works: false, logger });
  const cancelling: QueueWork = {
    async run({ data }) {
      begun.set((data as { boletoId: string }).boletoId, Date.now());
    },
  };
  jobs = await startWorkers(queue.boss, { "cancel-boleto": cancelling }, logger);
  await queue.hear((entered) => {
    told.push(entered);
    if (entered === undefined || entered === "job") jobs.wake();
  });
});
afterAll(async () => {
  await jobs.stop();
  await queue.stop();
  await elsewhere.stop();
  await prisma.$disconnect();
  await database.drop();
});

/** Less than a slow look would take, and more than a busy machine does. */
const promptMs = 1800;
let count = 0;
const newId = () => `00000000-0000-4000-8000-${String(++count).padStart(12, "0")}`;
const inMs = (ms: number) => new Date(Date.now() + ms);
const enters = (boletoId: string, startAfter?: Date) =>
  prisma.$transaction((tx) => elsewhere.enqueueIn(tx, { name: "cancel-boleto", boletoId }, startAfter));
const isBegun = (id: string) => vi.waitFor(() => expect(begun.has(id)).toBe(true), { timeout: 15_000, interval: 20 });
const lateMs = async (id: string, due: Date) => {
  await isBegun(id);
  return (begun.get(id) ?? 0) - due.getTime();
};

/** It has looked, found nothing more, and would by itself look again in five seconds. */
const isAtRest = async () => {
  const id = newId();
  await enters(id);
  await isBegun(id);
  await vi.waitFor(() => expect(Date.now() - (begun.get(id) ?? 0)).toBeGreaterThan(1500), { timeout: 5000 });
};
beforeEach(isAtRest);

it("a job that another process enters is begun at once", async () => {
  const [id, due] = [newId(), inMs(0)];
  await enters(id);
  expect(await lateMs(id, due)).toBeLessThan(promptMs);
});

it("a job for later is begun when it is due, also where it is entered after one that is due later still", async () => {
  const [later, laterDue] = [newId(), inMs(3500)];
  await enters(later, laterDue);
  const [nearer, nearerDue] = [newId(), inMs(1500)];
  await enters(nearer, nearerDue);
  for (const late of [await lateMs(nearer, nearerDue), await lateMs(later, laterDue)]) {
    expect(late).toBeGreaterThan(-50);
    expect(late).toBeLessThan(promptMs);
  }
});

it("a job of which nobody told is found by the slow look at the database", async () => {
  const [id, due] = [newId(), inMs(1000)];
  await prisma.$executeRaw`
    INSERT INTO pgboss.job (name, data, start_after, retry_limit) VALUES ('cancel-boleto', ${{ boletoId: id }}, ${due}, 0)`;
  expect(await lateMs(id, due)).toBeLessThan(6000);
});

it("where the connection that listens is lost, everything is looked at once another one is there", async () => {
  told.length = 0;
  for (const pid of await earsOf(prisma)) await prisma.$queryRaw`SELECT pg_terminate_backend(${pid}::int)`;
  await vi.waitFor(() => expect(told).toEqual([undefined]), { timeout: 10_000 });
  const [id, due] = [newId(), inMs(1000)];
  await enters(id, due);
  expect(await lateMs(id, due)).toBeLessThan(promptMs);
  expect(told).toEqual([undefined, "job"]);
});
