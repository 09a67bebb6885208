import { afterEach, beforeEach, expect, it } from "vitest";
import type { PrismaClient } from "../../../src/database/generated/client.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { eraseExpired } from "../../../src/storage/erase-expired.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

const now = new Date("2026-11-24T06:40:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const limits = { textsBefore: daysAgo(90), accessBefore: daysAgo(184), codesBefore: daysAgo(1), now };

let database: TestDatabase;
let prisma: PrismaClient;
beforeEach(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient(database.connection);
  await prisma.$executeRaw`INSERT INTO chat (id, channel, address) VALUES (1, 'console', 'x')`;
});
afterEach(async () => {
  await prisma.$disconnect();
  await database.drop();
});

/** Messages of both sides, one a day, the oldest first: the last one is of today. */
async function enterDays(days: number): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO inbound_message (chat_id, external_id, body, status, next_try_at, received_at)
    SELECT 1, d::text, '{"kind":"text","text":"oi"}', 'done', ${now}, ${now}::timestamptz - (${days} - d) * interval '1 day' FROM generate_series(1, ${days}::int) d`;
  await prisma.$executeRaw`
    INSERT INTO outbound_message (chat_id, body, dedupe_key, status, due_at, sent_at)
    SELECT 1, '{"text":"olá"}', d::text, 'sent', ${now}::timestamptz - (${days} - d) * interval '1 day', ${now}::timestamptz - (${days} - d) * interval '1 day'
      FROM generate_series(1, ${days}::int) d`;
}

const counts = async () => ({
  heard: await prisma.inboundMessage.count(),
  said: await prisma.outboundMessage.count(),
  texts:
    (await prisma.inboundMessage.count({ where: { body: { path: ["text"], equals: "oi" } } })) +
    (await prisma.outboundMessage.count({ where: { body: { path: ["text"], equals: "olá" } } })),
});

it("takes what is over and nothing else, whatever a batch holds", async () => {
  await enterDays(200);
  await eraseExpired(prisma, limits, 7);
  expect(await counts()).toEqual({ heard: 185, said: 185, texts: 2 * 91 });
});

it("commits each batch by itself: what breaks in the middle leaves the work before it done", async () => {
  await enterDays(200);
  const last = (await prisma.inboundMessage.findFirstOrThrow({ where: { externalId: "15" } })).id;
  // As long as a row points to it, the database does not part with it.
  await prisma.$executeRawUnsafe(`CREATE TABLE holds (id bigint REFERENCES inbound_message (id))`);
  await prisma.$executeRaw`INSERT INTO holds VALUES (${last})`;
  await expect(eraseExpired(prisma, limits, 5)).rejects.toThrow("holds");
  expect((await counts()).heard).toBe(190);
  await prisma.$executeRaw`DROP TABLE holds`;
  await eraseExpired(prisma, limits, 5);
  expect((await counts()).heard).toBe(185);
});

it("leaves what still waits to be sent or answered, however old", async () => {
  await enterDays(200);
  await prisma.$executeRaw`UPDATE inbound_message SET status = 'received' WHERE external_id = '3'`;
  await prisma.$executeRaw`UPDATE outbound_message SET status = 'pending', sent_at = NULL WHERE dedupe_key = '3'`;
  await eraseExpired(prisma, limits, 50);
  expect(await counts()).toEqual({ heard: 186, said: 186, texts: 2 * 92 });
});

it("reads no further than what is old enough, whatever gaps there are in the ids", async () => {
  await enterDays(200);
  await prisma.$executeRaw`DELETE FROM outbound_message WHERE dedupe_key::int BETWEEN 30 AND 90`;
  await prisma.$executeRaw`DELETE FROM inbound_message WHERE external_id::int BETWEEN 30 AND 90`;
  // Behind all that is young, where only a walk to the end comes by.
  await prisma.$executeRaw`UPDATE inbound_message SET received_at = ${daysAgo(100)} WHERE external_id = '190'`;
  await prisma.$executeRaw`UPDATE outbound_message SET sent_at = ${daysAgo(100)} WHERE dedupe_key = '190'`;
  await eraseExpired(prisma, limits, 7);
  expect(await counts()).toEqual({ heard: 124, said: 124, texts: 2 * 91 });
  // Its turn comes with its neighbours.
  const later = { ...limits, textsBefore: daysAgo(12) };
  await eraseExpired(prisma, later, 7);
  expect((await counts()).texts).toBe(2 * 12);
});

it("goes on behind what a clock that ran ahead left, and what is due later", async () => {
  await enterDays(200);
  const ahead = daysAgo(-365);
  await prisma.$executeRaw`UPDATE inbound_message SET received_at = ${ahead} WHERE external_id::int BETWEEN 30 AND 60`;
  await prisma.$executeRaw`UPDATE outbound_message SET sent_at = ${ahead} WHERE dedupe_key::int BETWEEN 30 AND 60`;
  await eraseExpired(prisma, limits, 7);
  expect(await counts()).toEqual({ heard: 185, said: 185, texts: 2 * (91 + 31) });
});
