import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runImport } from "../../src/cli/import.ts";
import { createPrismaClient } from "../../src/storage/prisma-client.ts";
import { createRegister } from "../../src/storage/register/create-register.ts";
import { createTestDatabase, type TestDatabase } from "../support/test-database.ts";

let database: TestDatabase;
let prisma: ReturnType<typeof createPrismaClient>;
const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-import-"));
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient(database.connection);
});
afterAll(async () => {
  await prisma.$disconnect();
  await database.drop();
  rmSync(folder, { recursive: true });
});

async function run(content: string | Buffer, apply = true) {
  const file = path.join(folder, "file.csv");
  writeFileSync(file, content);
  let report = "";
  const output = new Writable({
    write(chunk, _, done) {
      report += chunk;
      done();
    },
  });
  const code = await runImport({
    file,
    apply,
    register: createRegister(prisma, async () => {}),
    now: new Date(),
    output,
  });
  return { code, report };
}

const subscribers = "id;nome;documento;telefones\n1;João Antônio;529.982.247-25;11987654321\n";

describe("the import", () => {
  it("only says what would change, until it is told to apply; then the same again changes nothing", async () => {
    expect(await run(subscribers, false)).toEqual({ code: 0, report: expect.stringContaining("linha 2: criar") });
    expect(await prisma.subscriber.count()).toBe(0);
    expect((await run(subscribers)).report).toContain("1 a criar");
    expect((await run(subscribers)).report).toContain("1 iguais");
  });

  it("reads Latin-1 and commas, and both ways to write an amount and a date", async () => {
    const latin = Buffer.from("id,nome,documento,telefones\n1,João Antônio,52998224725,11987654321\n", "latin1");
    expect((await run(latin)).report).toContain("1 iguais");
    await run("id;assinante;endereco\nc1;1;Rua Açaí, 1\n");
    const invoices =
      'id;contrato;valor;vencimento;descricao\ni1;c1;1.234,56;10/12/2030;"uso; novembro"\ni2;c1;1234.56;2030-12-10;uso\n';
    expect((await run(invoices)).code).toBe(0);
    const rows = await prisma.invoice.findMany({ orderBy: { externalId: "asc" } });
    expect(rows.map(({ amountCents, description }) => [Number(amountCents), description])).toEqual([
      [123_456, "uso; novembro"],
      [123_456, "uso"],
    ]);
  });

  it.each([
    [
      "an ambiguous amount",
      "id;contrato;valor;vencimento;descricao\ni3;c1;10,00;10/12/2030;a\ni4;c1;1.234;10/12/2030;b\n",
      "linha 3: valor",
    ],
    ["30 February", "id;contrato;valor;vencimento;descricao\ni3;c1;10,00;30/02/2030;a\n", "linha 2: vencimento"],
    [
      "an unknown contract",
      "id;contrato;valor;vencimento;descricao\ni3;c1;10,00;10/12/2030;a\ni4;cX;10,00;10/12/2030;a\n",
      "linha 3: contractId",
    ],
  ])("keeps nothing of a file with %s, and names the line", async (_, content, expected) => {
    const { code, report } = await run(content);
    expect([code, report]).toEqual([1, expect.stringContaining(expected)]);
    expect(await prisma.invoice.count()).toBe(2);
  });

  it("deletes nothing that the file has no column for, and clears what it leaves empty", async () => {
    const [before] = await prisma.subscriber.findMany({ where: { externalId: "1" }, include: { phones: true } });
    expect(before?.phones).toHaveLength(1);
    expect((await run("id;nome;documento\n1;João A. Souza;52998224725\n")).report).toContain("linha 2: alterar");
    const read = () => prisma.subscriber.findUniqueOrThrow({ where: { externalId: "1" }, include: { phones: true } });
    expect(await read()).toMatchObject({ name: "João A. Souza", phones: before?.phones });
    await run("id;nome;documento;telefones\n1;João A. Souza;52998224725;\n");
    expect((await read()).phones).toEqual([]);
  });

  it("refuses a column it does not know, and counts lines as the file does", async () => {
    await expect(run("id;nome;documento;telefone\n1;João;52998224725;11987654321\n")).rejects.toThrow("telefone");
    const { report } = await run("id;nome;documento\n\n2;Ana;39053344705\n\n3;Rui;1\n");
    expect(report).toContain("linha 5: documento");
  });

  it("names a missing column", async () => {
    await expect(run("id;contrato;vencimento;descricao\n")).rejects.toThrow("valor");
    await expect(run("id;contrato;vencimento;descricao\ni;c1;10/12/2030;a\n")).rejects.toThrow("valor");
  });
});
