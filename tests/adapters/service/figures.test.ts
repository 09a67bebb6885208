import { afterAll, beforeAll, expect, it } from "vitest";
import type { PrismaClient } from "../../../src/database/generated/client.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { createFigures } from "../../../src/panel/today/create-figures.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

let database: TestDatabase;
let prisma: PrismaClient;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient(database.connection);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const at = (local: string) => new Date(`${local.replace(" ", "T")}:00-03:00`);
const issued = (local: string, bankCode: string) =>
  prisma.event.create({ data: { type: "boleto.issued", at: at(local), data: { bankCode } } });

it("counts each day, one that is over once, the others whenever it is asked", async () => {
  const figures = createFigures(prisma);
  const seen = async (now: string) => {
    const { days, banks } = await figures(at(now), 3, "America/Sao_Paulo");
    return [days.map(({ day, issued: count }) => `${day.slice(8)}: ${count}`).join(", "), banks];
  };
  await issued("2026-11-22 09:00", "341");
  await issued("2026-11-23 10:00", "237");
  await issued("2026-11-23 11:00", "341");
  const before = [
    { bankCode: "341", issued: 2, rejected: 0 },
    { bankCode: "237", issued: 1, rejected: 0 },
  ];
  expect(await seen("2026-11-24 08:00")).toEqual(["22: 1, 23: 2, 24: 0", before]);

  await issued("2026-11-24 09:00", "237");
  const after = [
    { bankCode: "237", issued: 2, rejected: 0 },
    { bankCode: "341", issued: 2, rejected: 0 },
  ];
  expect(await seen("2026-11-24 10:00")).toEqual(["22: 1, 23: 2, 24: 1", after]);
  // What began before midnight may be committed a moment after it.
  await seen("2026-11-25 00:01");
  await issued("2026-11-24 23:59", "237");
  expect(await seen("2026-11-25 00:05")).toEqual([
    "23: 2, 24: 2, 25: 0",
    [
      { bankCode: "237", issued: 3, rejected: 0 },
      { bankCode: "341", issued: 1, rejected: 0 },
    ],
  ]);

  await prisma.event.deleteMany({ where: { at: { lt: at("2026-11-24 00:00") } } });
  expect((await seen("2026-11-25 00:06"))[0]).toBe("23: 2, 24: 2, 25: 0");
});
