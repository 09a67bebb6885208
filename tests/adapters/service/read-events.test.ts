import { afterAll, beforeAll, expect, it } from "vitest";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { readEvents } from "../../../src/storage/register/read-events.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

let database: TestDatabase;
let prisma: ReturnType<typeof createPrismaClient>;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient(database.connection);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const happens = (type: string) => ({ data: { type, data: {}, at: new Date("2026-11-24T17:00:00Z") } });
const read = async (after?: string, limit = 100) => {
  const events = await readEvents(prisma, after, limit);
  return { types: events.map(({ type }) => type), cursor: events.at(-1)?.id ?? after };
};

it("a transaction that commits late is neither skipped nor waited for", async () => {
  const { types, cursor } = await prisma.$transaction(async (late) => {
    await late.event.create(happens("began first"));
    await prisma.event.create(happens("committed first"));
    return read();
  });
  expect(types).toEqual(["committed first"]);
  expect((await read(cursor)).types).toEqual(["began first"]);
  expect((await read()).types).toEqual(["committed first", "began first"]);
});

it("readers at the same time see the same order, page by page", async () => {
  await prisma.event.createMany({ data: Array.from({ length: 50 }, (_, index) => happens(`event ${index}`).data) });
  const [one, other] = await Promise.all([read(), read()]);
  expect(one).toEqual(other);
  let cursor: string | undefined;
  const paged: string[] = [];
  for (;;) {
    const page = await read(cursor, 7);
    if (page.types.length === 0) break;
    paged.push(...page.types);
    cursor = page.cursor;
  }
  expect(paged).toEqual(one.types);
});
