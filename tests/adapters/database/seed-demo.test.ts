import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { registerSchemas } from "../../../src/core/register/schemas.ts";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { seedDemo } from "../../../src/demo/seed-demo.ts";
import { createRegister } from "../../../src/storage/register/create-register.ts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database.ts";

let database: TestDatabase;
let prisma: ReturnType<typeof createPrismaClient>;
beforeEach(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient(database.connection);
});
afterEach(async () => {
  await prisma.$disconnect();
  await database.drop();
});

const fill = (day: string, client = prisma) => seedDemo(client, isoDate(day), new Date(`${day}T17:00:00Z`));
const put = (resource: keyof typeof registerSchemas, id: string, value: object) =>
  createRegister(prisma, async () => {}).put(
    [{ resource, id, value: registerSchemas[resource].parse(value) } as never],
    { now: new Date("2026-11-24T18:00:00Z") },
  );
const real = {
  subscribers: { name: "Gente de Verdade", document: "11144477735" },
  "bank-wallets": {
    bankCode: "341",
    account: { agencia: "4321", conta: "12345", carteira: "109" },
    beneficiaryName: "PROVEDOR DE VERDADE LTDA",
    beneficiaryDocument: "11222333000181",
    nossoNumeroFrom: 50_000_001,
    nossoNumeroTo: 50_000_900,
  },
};
const maria = () =>
  prisma.invoice.findFirstOrThrow({ where: { contract: { externalId: "contrato-1-1" } }, orderBy: { dueDate: "asc" } });

describe("the demo", () => {
  it("is filled anew on another day, and left alone on the same", async () => {
    expect(await fill("2026-11-24")).toBe("filled");
    expect(await fill("2026-11-24")).toBe("current");
    expect(await fill("2026-11-25")).toBe("filled");
    expect((await maria()).dueDate).toEqual(new Date("2026-11-11"));
  });

  it.each([
    ["a subscriber", "subscribers", "cliente-1"],
    ["a subscriber under one of its ids", "subscribers", "assinante-1"],
    ["a bank wallet", "bank-wallets", "conta-1"],
    ["a bank wallet under one of its ids", "bank-wallets", "itau"],
  ] as const)(
    "erases nothing where somebody entered %s since: it is kept with the dates it has",
    async (_, what, id) => {
      await fill("2026-11-24");
      await put(what, id, real[what]);
      expect(await fill("2026-11-25")).toBe("kept");
      const shown = await createRegister(prisma, async () => {}).get(what, id);
      expect(shown).toMatchObject(real[what]);
      expect((await maria()).dueDate).toEqual(new Date("2026-11-10"));
    },
  );

  it("does not open where bank wallets were entered before any provider was: their counters stay", async () => {
    await put("bank-wallets", "itau", real["bank-wallets"]);
    await prisma.bankWallet.updateMany({ data: { nossoNumeroNext: 50_000_777 } });
    await expect(fill("2026-11-24")).rejects.toMatchObject({ code: "demo-refused" });
    expect(await prisma.bankWallet.findMany()).toMatchObject([{ externalId: "itau", nossoNumeroNext: 50_000_777n }]);
  });

  it("does not open where a real provider is", async () => {
    await prisma.provider.create({ data: { name: "De Verdade", attendanceHours: { weekdays: {} } } });
    await expect(fill("2026-11-24")).rejects.toMatchObject({ code: "demo-refused" });
    expect(await prisma.provider.findMany()).toMatchObject([{ name: "De Verdade" }]);
  });

  it("is filled once by two that start at the same moment", async () => {
    const other = createPrismaClient(database.connection);
    const both = await Promise.all([fill("2026-11-24"), fill("2026-11-24", other)]);
    await other.$disconnect();
    expect(both.sort()).toEqual(["current", "filled"]);
  });
});
