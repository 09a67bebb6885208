import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLease } from "../../../src/bots/whatsapp/lease.ts";
import { usualTimings } from "../../../src/bots/whatsapp/timings.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { createChannelStore } from "../../../src/storage/outbox/channel-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

let database: TestDatabase;
let pool: pg.Pool;
let prisma: ReturnType<typeof createPrismaClient>;
let ahead = 0;
const never = new Promise(() => {});
const leases: ReturnType<typeof createLease>[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool(database.connection);
  prisma = createPrismaClient(pool, false);
});

afterEach(async () => {
  for (const lease of leases.splice(0)) await lease.release();
  await prisma.$disconnect();
  await pool.end();
  await database.drop();
});

function leaseOf(holder: string, asked: () => void = () => {}) {
  const desk = createChannelStore(prisma, "whatsapp", { now: () => new Date(Date.now() + ahead) });
  const counted = {
    ...desk,
    takeLease: async (...given: Parameters<typeof desk.takeLease>) => {
      const ours = await desk.takeLease(...given);
      asked();
      return ours;
    },
  };
  const lease = createLease(counted, { name: "whatsapp", holder, leaseMs: 20_000, heartbeatMs: 20 });
  leases.push(lease);
  return lease;
}

test("a second process waits while the first lives, and takes over when it has died", async () => {
  // The first one died: it took the lease and beats no more.
  const dead = createChannelStore(prisma, "whatsapp", { now: () => new Date(Date.now() + ahead) });
  expect(await dead.takeLease("whatsapp", "first", 20_000)).toBe(true);
  let asks = 0;
  let taken = false;
  let thrice: () => void = () => {};
  const askedThrice = new Promise<void>((resolve) => {
    thrice = resolve;
  });
  const second = leaseOf("second", () => ++asks === 3 && thrice());
  const taking = second.take(never).then((ours) => {
    taken = ours;
  });
  await askedThrice;
  expect(taken).toBe(false);
  ahead += 20_001;
  await taking;
  expect(taken).toBe(true);
});

test("the one that dies loses the number in less than 30 s", () => {
  expect(usualTimings.leaseMs + usualTimings.heartbeatMs).toBeLessThan(30_000);
});

test("who finds that somebody else has it is told that it is lost", async () => {
  const first = leaseOf("first");
  expect(await first.take(never)).toBe(true);
  await prisma.lease.update({ where: { name: "whatsapp" }, data: { holder: "other" } });
  await first.lost();
});

test("who stops while waiting gets nothing, and who releases frees it at once", async () => {
  const first = leaseOf("first");
  await first.take(never);
  expect(await leaseOf("second").take(Promise.resolve())).toBe(false);
  await first.release();
  expect(await leaseOf("third").take(never)).toBe(true);
});

test("a lease that a clock took an hour ahead is nobody's once the clock was set right", async () => {
  ahead = 3_600_000;
  const dead = createChannelStore(prisma, "whatsapp", { now: () => new Date(Date.now() + ahead) });
  expect(await dead.takeLease("whatsapp", "first", 20_000)).toBe(true);
  expect(await dead.takeLease("whatsapp", "second", 20_000)).toBe(false);
  ahead = 0;
  expect(await dead.takeLease("whatsapp", "second", 20_000)).toBe(true);
});
