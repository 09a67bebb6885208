import { afterAll, beforeAll, expect, it } from "vitest";
import { createPrismaClient } from "../../../src/database/prisma-client.ts";
import { createApiKeys } from "../../../src/storage/api-keys.ts";
import { runFaturabot } from "../../support/run-faturabot.ts";
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

async function apiKey(...args: string[]) {
  const command = runFaturabot(["api-key", ...args], { DATABASE_URL: database.connection.connectionString });
  return { code: await command.ended, said: command.said() };
}
const isValid = async (key: string) => (await createApiKeys(prisma).scopesOf(key, new Date())) !== undefined;

it("a key that got into wrong hands is revoked at once, by the id in the list, which shows no key", async () => {
  const keys: string[] = [];
  for (const name of ["erp", "erp antigo"]) {
    const { said } = await apiKey("create", "--name", name);
    keys.push(/^fb_[\w-]{43}$/m.exec(said)?.[0] ?? "");
  }
  const [kept = "", lost = ""] = keys;
  expect(await isValid(lost)).toBe(true);
  const { said } = await apiKey("list");
  expect(said).toMatch(/^[0-9a-f]{8} {2}erp \(read, write\), feita em \d\d\/\d\d\/\d{4}, nunca usada$/m);
  expect(said).not.toMatch(/fb_/);
  const id = /^([0-9a-f]{8}) {2}erp antigo/m.exec(said)?.[1] ?? "";
  expect(await apiKey("revoke", "--id", id)).toEqual({ code: 0, said: 'A chave "erp antigo" não vale mais.\n' });
  expect([await isValid(lost), await isValid(kept)]).toEqual([false, true]);
  for (const wrong of [id, "", "0", "ffffffff"]) {
    const again = await apiKey("revoke", "--id", wrong);
    expect([again.code, again.said]).toEqual([
      1,
      expect.stringContaining("--id: esperado o de uma chave que ainda vale"),
    ]);
  }
  expect((await apiKey("list")).said).toMatch(/erp antigo.*revogada em/);
  expect((await prisma.auditEntry.findMany({ orderBy: { id: "asc" } })).map(({ sentence }) => sentence)).toEqual([
    'Fez a chave da API "erp" (read, write).',
    'Fez a chave da API "erp antigo" (read, write).',
    'Revogou a chave da API "erp antigo".',
  ]);
}, 120_000);
