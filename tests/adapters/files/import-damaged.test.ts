import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import iconv from "iconv-lite";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startImport } from "../../support/start-import.ts";

let service: Awaited<ReturnType<typeof startImport>>;
beforeAll(async () => {
  service = await startImport();
});
afterAll(() => service?.stop());
beforeEach(async () => {
  await service.prisma.$executeRawUnsafe("TRUNCATE subscriber, contract, invoice CASCADE");
});

const run = async (content: string | Buffer) => (await service.run(content)).report.trim().split("\n");
const invoiceHead = "id;contrato;valor;vencimento;descricao";
const enterInvoices = async (...ids: string[]) => {
  await run("id;nome;documento\n0001;Ana;52998224725\n");
  await run("id;assinante;endereco\n0077;0001;Rua A, 1\n");
  await run([invoiceHead, ...ids.map((id, at) => `${id};0077;${100 + at},50;10/12/2030;uso ${at}`)].join("\n"));
};
const invoiceIds = async () =>
  (await service.prisma.invoice.findMany({ orderBy: { externalId: "asc" } })).map(({ externalId }) => externalId);
const names = async () => (await service.prisma.subscriber.findMany()).map(({ name }) => name).sort();

describe("an id that a spreadsheet changed", () => {
  it("without its zeros is that of the stored record, in its column and where another refers to it", async () => {
    await enterInvoices("00123", "00124");
    const report = await run(`${invoiceHead}\n123;77;100,5;10/12/2030;uso 0\n124;77;999,9;10/12/2030;uso 1\n`);
    expect(report).toEqual([
      "linha 2: igual (arrumado: id, contrato)",
      "linha 3: alterar (arrumado: id, contrato)",
      "0 a criar, 1 a alterar, 1 iguais. Gravado.",
      "Para ter o arquivo arrumado, use --mended ARQUIVO.",
    ]);
    expect(await invoiceIds()).toEqual(["00123", "00124"]);
    await run(`${invoiceHead}\n000;0077;100,50;10/12/2030;uso\n`);
    expect(await run(`${invoiceHead}\n0;77;100,5;10/12/2030;uso\n`)).toContain(
      "0 a criar, 0 a alterar, 1 iguais. Gravado.",
    );
    expect(await invoiceIds()).toEqual(["000", "00123", "00124"]);
    expect(await run(`${invoiceHead}\n125;77;100,5;10/12/2030;novo\n`)).toContain(
      "linha 2: criar (arrumado: contrato)",
    );
  });

  it("that two stored records may have had is refused, unless it is written as text", async () => {
    await enterInvoices("00123", "123");
    const line = "0077;900,00;10/12/2030;uso";
    expect(await run(`${invoiceHead}\n123;${line}\n`)).toEqual([
      'linha 2: id: 00123 e 123 diferem só por zeros. Escreva ="123", se é este mesmo',
      "1 de 1 linhas com problema. Nada foi gravado.",
    ]);
    expect(await run(`${invoiceHead}\n="123";${line}\n"=""00123""";${line}\n`)).toContain(
      "0 a criar, 2 a alterar, 0 iguais. Gravado.",
    );
  });

  it("that was shortened is found where the line changes nothing, and refused where it does", async () => {
    await enterInvoices("20261200000000000001", "20261200000000000002");
    const same = "2,02612E+19;77;100,5;10/12/2030;uso 0\n2.02612e+19;77;101,5;10/12/2030;uso 1";
    expect(await run(`${invoiceHead}\n${same}\n`)).toContain("0 a criar, 0 a alterar, 2 iguais. Gravado.");
    expect(await run(`${invoiceHead}\n20261200000000000000;77;100,5;10/12/2030;uso 0\n`)).toContain(
      "0 a criar, 0 a alterar, 1 iguais. Gravado.",
    );
    const before = await invoiceIds();
    for (const id of ["2,02612E+19", "2E+19", "3,5E+12", "20261200000000000000"])
      expect((await run(`${invoiceHead}\n${id};0077;5,00;10/12/2030;outro\n`))[0]).toMatch(
        /^linha 2: id: a planilha encurtou o número/,
      );
    expect(await invoiceIds()).toEqual(before);
  });

  it("that became a date is found or refused the same way", async () => {
    await enterInvoices("10-11", "2026-12");
    const same = "10/nov;77;100,5;10/12/2030;uso 0\ndez/26;77;101,5;10/12/2030;uso 1";
    expect(await run(`${invoiceHead}\n${same}\n`)).toContain("0 a criar, 0 a alterar, 2 iguais. Gravado.");
    expect((await run(`${invoiceHead}\n11/nov;77;5,00;10/12/2030;outro\n`))[0]).toMatch(/fez uma data/);
  });
});

describe("a number that a spreadsheet changed", () => {
  it("gets back the zeros of CPF, CNPJ and CEP, where the digits agree", async () => {
    const head = "id;nome;documento;telefones;cep";
    const report = await run(
      `${head}\n1;Ana;1234567890;11987654321;1310100\n2;Eva;360305000104;11987654322,0;20000-001\n3;Rui;12345678901;;\n`,
    );
    expect(report).toEqual([
      "linha 2: criar (arrumado: documento, cep)",
      "linha 3: telefones: esperado um telefone brasileiro com DDD (arrumado: documento)",
      "linha 4: documento: esperado um CPF ou CNPJ com dígitos verificadores certos",
      "2 de 3 linhas com problema. Nada foi gravado.",
      "Para ter o arquivo arrumado, use --mended ARQUIVO.",
    ]);
    await run(`${head}\n1;Ana;1234567890;11987654321;1310100\n2;Eva;360305000104;;\n`);
    const [ana, eva] = await service.prisma.subscriber.findMany({ orderBy: { externalId: "asc" } });
    expect([ana?.document, ana?.postalCode, eva?.document]).toEqual(["01234567890", "01310100", "00360305000104"]);
  });

  it("of a stored phone is that phone, also if it was shortened", async () => {
    const head = "id;nome;documento;telefones";
    await run(`${head}\n1;Ana;52998224725;5511987654321\n`);
    expect(await run(`${head}\n1;Ana;52998224725;5,51199E+12\n`)).toContain(
      "0 a criar, 0 a alterar, 1 iguais. Gravado.",
    );
    expect((await run(`${head}\n2;Eva;52998224725;5,51199E+12\n`))[0]).toContain("telefones: esperado um telefone");
  });
});

describe("a file that a spreadsheet saved", () => {
  const text = "id;nome;documento\n1;João da Conceição;52998224725\n2;MARIA JOSÉ;39053344705\n";
  const wanted = ["João da Conceição", "MARIA JOSÉ"];

  it.each([
    ["with sep= before it", `sep=;\n${text}`],
    ["with sep= in quotes, and cells behind", `"sep=;";;\n${text}`],
    ["with rows of empty cells", text.replace("\n2", "\n;;\n\n; ;\u00A0\n2")],
    ["with empty columns at the end", text.replaceAll("\n", ";;\n")],
    ["with tabs, in UTF-16", Buffer.from(`\uFEFF${text.replaceAll(";", "\t")}`, "utf16le")],
    ["in UTF-16 without a mark, the high byte first", Buffer.from(text, "utf16le").swap16()],
    ["in CP850", iconv.encode(text, "cp850")],
    ["on an old Mac", iconv.encode(text.replaceAll("\n", "\r"), "macintosh")],
    ["encoded twice", Buffer.from(iconv.decode(Buffer.from(text), "windows-1252"))],
    [
      "encoded three times",
      Buffer.from(iconv.decode(Buffer.from(iconv.decode(Buffer.from(text), "windows-1252")), "windows-1252")),
    ],
    ["with accents as marks of their own", text.normalize("NFD")],
    [
      "with a byte order mark twice, and marks of direction",
      `\uFEFF\uFEFF${text.replace("529", "\u202A529").replace("João", "João\u00AD")}`,
    ],
  ])("is read %s", async (_, content) => {
    expect((await run(content)).find((line) => line.includes("a criar"))).toBe(
      "2 a criar, 0 a alterar, 0 iguais. Gravado.",
    );
    expect(await names()).toEqual(wanted);
  });

  it("keeps letters and dashes that only look scrambled", async () => {
    const kept = [
      "MANHÃ–TARDE LTDA",
      "IRMÃ\u00A0DULCE",
      "JOSÉ\u00A0GOMES",
      "João “Lima”",
      "D’Ávila & Cia",
      "Área 10 m²",
    ];
    const lines = kept.map((name, at) => `${at};${name};52998224725`);
    for (const encoding of ["utf8", "windows-1252"]) {
      await service.prisma.$executeRawUnsafe("TRUNCATE subscriber CASCADE");
      await run(iconv.encode(["id;nome;documento", ...lines].join("\n"), encoding));
      expect(await names()).toEqual(kept.map((name) => name.replaceAll("\u00A0", " ")).sort());
    }
  });

  it.each([
    ["workadventure/workadventure#1786", "BÃ©nÃ©vole de l'Ã©quipe", "Bénévole de l'équipe"],
    ["whosonfirst-data/whosonfirst-data#204", "LiptovskÃ½ MikulÃ¡Å¡", "Liptovský Mikuláš"],
    ["frdmn/rocketchat-export-userlist#2", "PÃ¢mela SÃ´nia LetÃ\u00ADcia AndrÃ©", "Pâmela Sônia Letícia André"],
    [
      "grokability/snipe-it#16518",
      iconv.encode("München Düsseldorf Zürich", "windows-1252"),
      "München Düsseldorf Zürich",
    ],
    ["polygonplanet/encoding.js#12", iconv.encode("invitéàçù01", "windows-1252"), "invitéàçù01"],
    ["DFE-Digital/get-help-with-tech#1326", "Ágata Łukasz Žižek", "Ágata Łukasz Žižek"],
  ])("reads the name of another product's report: %s", async (_, given, name) => {
    const head = Buffer.from("id;nome;documento\n1;");
    await run(Buffer.concat([head, Buffer.from(given), Buffer.from(";52998224725\n")]));
    expect(await names()).toEqual([name]);
  });

  it("takes a phone from contacts, whatever came along", async () => {
    await run(
      "id;nome;documento;telefones\n1;Ana;52998224725;\u202A+55 11 98765\u20114321\u202C\n2;Eva;39053344705;(11)\u00A098765–4322\n",
    );
    const phones = await service.prisma.subscriberPhone.findMany({ orderBy: { phone: "asc" } });
    expect(phones.map(({ phone }) => phone)).toEqual(["5511987654321", "5511987654322"]);
  });

  it("tells of every line that has too many or too few cells", async () => {
    expect(await run("id;nome;documento\n1;Ana;52998224725;x\n2;Eva\n3;Rui;39053344705\n")).toEqual([
      "linha 2: o cabeçalho tem 3 colunas, e esta linha 4: confira as aspas e o separador",
      "linha 3: o cabeçalho tem 3 colunas, e esta linha 2: confira as aspas e o separador",
      "linha 4: criar",
      "2 de 3 linhas com problema. Nada foi gravado.",
    ]);
  });
});

describe("the mended file", () => {
  it("is written where the command is told to, and over no other file", async () => {
    await enterInvoices("00123");
    const folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-mended-"));
    const file = path.join(folder, "arrumado.csv");
    const content = `sep=,\n${invoiceHead.replaceAll(";", ",")}\n123,77,"100,5",10/12/2030,uso 0\n9,77,"x",10/12/2030,novo\n`;
    await service.run(content, false, file);
    const mended = readFileSync(file, "utf8");
    expect(mended).toBe(`\uFEFF${invoiceHead}\r\n00123;0077;100,50;10/12/2030;uso 0\r\n9;0077;x;10/12/2030;novo\r\n`);
    await expect(service.run(content, false, file)).rejects.toThrow("já existe");
    expect(readFileSync(file, "utf8")).toBe(mended);
    rmSync(folder, { recursive: true });
    expect(existsSync(file)).toBe(false);
  });
});
