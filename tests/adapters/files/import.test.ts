import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startImport } from "../../support/start-import.ts";

let service: Awaited<ReturnType<typeof startImport>>;
let prisma: (typeof service)["prisma"];
let run: (typeof service)["run"];
beforeAll(async () => {
  service = await startImport();
  ({ prisma, run } = service);
});
afterAll(() => service.stop());

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
      "linha 3: contrato",
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

  it("reports every line of a file with a fault, and gives an id that comes twice no second meaning", async () => {
    const { code, report } = await run(
      "id;nome;documento\n7;Ana;39053344705\n8;Rui;1\n7;Eva;52998224725\n;Ivo;52998224725\n",
    );
    expect(code).toBe(1);
    expect(report.split("\n")).toEqual([
      "linha 2: criar",
      "linha 3: documento: esperado um CPF ou CNPJ com dígitos verificadores certos",
      "linha 4: id: já está na linha 2 deste arquivo",
      "linha 5: id: esperado o identificador do seu sistema",
      "3 de 4 linhas com problema. Nada foi gravado.",
      "",
    ]);
    expect(await prisma.subscriber.count({ where: { externalId: "7" } })).toBe(0);
  });

  it("takes a phone as people write it, and several of them", async () => {
    await run(
      "id;nome;documento;telefones\n9;Ana;39053344705;(11) 98765-4321\n10;Eva;39053344705;11 98765-4321|21 3333-4444\n",
    );
    const phones = async (externalId: string) =>
      (await prisma.subscriber.findUniqueOrThrow({ where: { externalId }, include: { phones: true } })).phones.map(
        ({ phone }) => phone,
      );
    expect(await phones("9")).toEqual(["5511987654321"]);
    expect((await phones("10")).sort()).toEqual(["5511987654321", "552133334444"]);
  });

  it("keeps formulas and quotes as the text they are", async () => {
    await run('id;nome;documento\n11;"=HYPERLINK(""http://x"")";39053344705\n12;"a; ""b""";39053344705\n');
    const names = await prisma.subscriber.findMany({
      where: { externalId: { in: ["11", "12"] } },
      orderBy: { id: "asc" },
    });
    expect(names.map(({ name }) => name).sort()).toEqual(['=HYPERLINK("http://x")', 'a; "b"']);
  });

  it.each([
    ["an empty file", "", "vazio"],
    ["a header alone", "id;nome;documento\n", "só tem o cabeçalho"],
    ["a quote that never ends", 'id;nome;documento\n1;"Ana;52998224725\n', "confira as aspas"],
    ["a column twice", "id;nome;nome;documento\n1;Ana;Eva;52998224725\n", "duas vezes: nome"],
    ["a column without a name", "id;nome;documento;\n1;Ana;52998224725;x\n", "coluna 4 não tem nome"],
    ["a workbook", Buffer.from("PK\u0003\u0004\u0014\u0000\u0006\u0000xl/workbook.xml\u0000"), "não é um texto"],
    [
      "two encodings in it",
      Buffer.concat([
        Buffer.from("id;nome;documento\n1;João;52998224725\n2;Jo"),
        Buffer.from([0xe3]),
        Buffer.from("o;39053344705\n"),
      ]),
      "mistura UTF-8 e Latin-1 (linha 2)",
    ],
  ])("says what is wrong with %s", async (_, content, expected) => {
    const before = await prisma.subscriber.count();
    await expect(run(content)).rejects.toThrow(expected);
    expect(await prisma.subscriber.count()).toBe(before);
  });

  it("names a missing column", async () => {
    await expect(run("id;contrato;vencimento;descricao\n")).rejects.toThrow("valor");
    await expect(run("id;contrato;vencimento;descricao\ni;c1;10/12/2030;a\n")).rejects.toThrow("valor");
  });
});
