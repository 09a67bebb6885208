import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runBoletoCommand } from "../../../src/app/commands/boleto.ts";
import type { BoletoSlip } from "../../../src/core/boleto/slip.ts";
import { drawBoletoPdf } from "../../../src/documents/boleto-pdf.ts";
import { samples } from "../../core/boleto/samples.ts";
import vectors from "../../core/boleto/vectors.json" with { type: "json" };

describe("faturabot boleto", () => {
  it("answers each line with the numbers of its boleto", async () => {
    const { code, lines } = await run(vectors.map(({ input }) => JSON.stringify(input)).join("\n"));
    expect(code).toBe(0);
    expect(lines).toHaveLength(vectors.length);
    for (const [index, { expected }] of vectors.entries()) expect(lines[index]).toMatchObject(expected);
    expect(Object.keys(lines[0] ?? {})).toEqual(["campoLivre", "codigoBarras", "linhaDigitavel"]);
  });

  it("goes on after a wrong line, and fails in the end", async () => {
    const good = JSON.stringify(samples["341"]);
    const wrong = JSON.stringify({ ...samples["341"], vencimento: "2026-02-30" });
    const { code, lines } = await run(`\uFEFF${good}\r\n\n   \n{nope\n${wrong}\n[]\nnull\n${good}`);
    expect(code).toBe(1);
    expect(lines.map((line) => (line as { error?: { field: string } }).error?.field)).toEqual([
      undefined,
      "json",
      "vencimento",
      "boleto",
      "boleto",
      undefined,
    ]);
    expect(lines[1]).toEqual({ error: { field: "json", message: "Linha 4: não é JSON." } });
  });

  it("knows no printed fields without a PDF to print", async () => {
    const { code, lines } = await run(JSON.stringify({ ...samples["341"], pagadorNome: "Maria" }));
    expect(code).toBe(1);
    expect(lines).toMatchObject([{ error: { field: "pagadorNome" } }]);
  });

  it("answers nothing to nothing", async () => {
    expect(await run("")).toEqual({ code: 0, lines: [] });
  });

  it("reads lines and letters that chunks cut in two", async () => {
    const bytes = Buffer.from(`${JSON.stringify({ ...samples["341"], título: "ã" })}\n`.repeat(3));
    const chunks = [...bytes].map((byte) => Buffer.from([byte]));
    const { lines } = await run(Readable.from(chunks));
    expect(lines).toEqual(Array(3).fill({ error: { field: "título", message: expect.any(String) } }));
  });

  it("reads no faster than its answers are taken", async () => {
    let taken = 0;
    let ahead = 0;
    const line = `${JSON.stringify(samples["237"])}\n`;
    async function* endless() {
      for (let given = 0; given < 20_000; given += 100) {
        ahead = Math.max(ahead, given - taken);
        yield line.repeat(100);
      }
    }
    const output = new Writable({
      write(chunk: Buffer, _, done) {
        taken += chunk.toString().split("\n").length - 1;
        setImmediate(done);
      },
    });
    expect(await runBoletoCommand({ input: endless(), output })).toBe(0);
    expect(taken).toBe(20_000);
    expect(ahead).toBeLessThan(2_000);
  });

  it("ends quietly when its reader goes away", async () => {
    const output = new Writable({ write: (_chunk, _, done) => done(Object.assign(new Error(), { code: "EPIPE" })) });
    expect(await runBoletoCommand({ input: Readable.from(["\n", JSON.stringify(samples["237"])]), output })).toBe(0);
  });

  it("does not hide that its output cannot be written", async () => {
    const output = new Writable({ write: (_chunk, _, done) => done(Object.assign(new Error(), { code: "ENOSPC" })) });
    const input = Readable.from([JSON.stringify(samples["237"])]);
    await expect(runBoletoCommand({ input, output })).rejects.toMatchObject({ code: "ENOSPC" });
  });
});

describe("faturabot boleto --pdf", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "boleto-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("draws the first boleto, with what was given to be printed and nothing else", async () => {
    const drawn: BoletoSlip[] = [];
    const path = join(folder, "boleto.pdf");
    const draw = (slip: BoletoSlip) => {
      drawn.push(slip);
      return drawBoletoPdf(slip);
    };
    const first = {
      ...samples["341"],
      beneficiarioNome: "VALE FIBRA TELECOM LTDA",
      beneficiarioDocumento: "12345678000195",
      pagadorNome: "Maria",
      dataDocumento: "2026-11-24",
      instrucoes: ["Não receber em cheque."],
    };
    const { code, lines } = await run(`${JSON.stringify(first)}\n${JSON.stringify(samples["237"])}`, { path, draw });
    expect(code).toBe(0);
    expect(lines).toHaveLength(2);
    expect(drawn).toHaveLength(1);
    expect(drawn[0]).toMatchObject({
      beneficiary: { name: "VALE FIBRA TELECOM LTDA", document: "12.345.678/0001-95", address: "" },
      payer: { name: "Maria", document: "", address: "" },
      issueDate: "2026-11-24",
      instructions: ["Não receber em cheque."],
    });
    expect((await readFile(path)).subarray(0, 5).toString()).toBe("%PDF-");
  });

  it.each([
    [{ pagadorDocumento: "111.111.111-12" }, "pagadorDocumento"],
    [{ dataDocumento: "2026-02-30" }, "dataDocumento"],
    [{ instrucoes: "uma só" }, "instrucoes"],
    [{ aceite: "S" }, "aceite"],
    [{ pagadorNome: 1 }, "pagadorNome"],
    [{ cor: "azul" }, "cor"],
    [{ vencimento: "" }, "vencimento"],
  ])("refuses %j, naming %s, and draws nothing", async (fields, field) => {
    const path = join(folder, "boleto.pdf");
    const { code, lines } = await run(JSON.stringify({ ...samples["341"], ...fields }), { path, draw: drawBoletoPdf });
    expect(code).toBe(1);
    expect(lines).toMatchObject([{ error: { field } }]);
    await expect(readFile(path)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("fails when there is nothing to draw", async () => {
    const { code, lines } = await run("\n\n", { path: join(folder, "boleto.pdf"), draw: drawBoletoPdf });
    expect(code).toBe(1);
    expect(lines).toMatchObject([{ error: { field: "json" } }]);
  });

  it("says so when the file cannot be written", async () => {
    const run1 = run(JSON.stringify(samples["341"]), { path: join(folder, "no", "x.pdf"), draw: drawBoletoPdf });
    await expect(run1).rejects.toThrow("Não consegui gravar o arquivo");
  });
});

async function run(input: string | Readable, pdf?: Parameters<typeof runBoletoCommand>[0]["pdf"]) {
  const written: string[] = [];
  const output = new Writable({
    write(chunk: Buffer, _, done) {
      written.push(chunk.toString());
      done();
    },
  });
  const readable = typeof input === "string" ? Readable.from([Buffer.from(input)]) : input;
  const code = await runBoletoCommand({ input: readable, output, ...(pdf && { pdf }) });
  const lines = written.join("").split("\n").filter(Boolean);
  return { code, lines: lines.map((line): unknown => JSON.parse(line)) };
}
