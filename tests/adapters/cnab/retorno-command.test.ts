import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runReturn } from "../../../src/app/commands/bank-files.ts";
import { layoutBankCodes } from "../../../src/core/billing/bank-code.ts";
import { writeReturn } from "../../standins/banks/cnab/write-return.ts";
import { collect } from "../../support/collect.ts";
import { runFaturabot } from "../../support/run-faturabot.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "faturabot-retorno-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const title = {
  movement: "06",
  nossoNumero: "50000281",
  dv: "2",
  seuNumero: "F-101",
  due: "2026-12-10",
  cents: 10_990,
  paid: 11_261,
  juros: 271,
  fee: 189,
  occurred: "2026-12-24",
  credited: "2026-12-28",
  reasons: ["00", "00", "00", "00", "CP"],
};
const fileOf = (name: string, content: Uint8Array | string) => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};
/** The command where there is no database at all. */
async function run(file: string, json = false) {
  const [output, errors] = [collect(), collect()];
  const code = await runReturn({ file, dryRun: true, json, output: output.stream, errors: errors.stream });
  return { code, said: output.text(), errors: errors.text() };
}

describe("faturabot retorno", () => {
  it("gives with --json one object a title, with these fields and no others", async () => {
    const refused = { movement: "03", nossoNumero: "50000282", reasons: ["14", "95"] };
    const { code, said, errors } = await run(fileOf("a.ret", writeReturn("341", [title, refused])), true);
    expect(code).toBe(0);
    const lines = said.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        banco: "341",
        linha: 3,
        movimento: "06",
        ocorrencia: "Liquidação normal",
        nossoNumero: "109500002812",
        seuNumero: "F-101",
        vencimento: "2026-12-10",
        valorCentavos: 10_990,
        valorPagoCentavos: 11_261,
        jurosCentavos: 271,
        descontoCentavos: 0,
        abatimentoCentavos: 0,
        outrosCreditosCentavos: 0,
        tarifaCentavos: 189,
        dataOcorrencia: "2026-12-24",
        dataCredito: "2026-12-28",
        motivos: ["CP em agência do Itaú, em dinheiro ou débito em conta"],
        action: "nada: o título não é do Faturabot",
      },
      expect.objectContaining({
        movimento: "03",
        ocorrencia: "Entrada rejeitada",
        vencimento: null,
        dataOcorrencia: null,
        motivos: ["14 nosso número já registrado ou fora da faixa", "95 CEP inválido"],
      }),
    ]);
    expect(errors).toBe("2 títulos, 2 de fora. Nada foi aplicado: era um ensaio.\n");
  });

  it("says each title in a line for people", async () => {
    const { said } = await run(fileOf("b.ret", writeReturn("341", [title])));
    expect(said.replaceAll("\u00a0", " ")).toBe(
      "linha 3: 06 Liquidação normal · nosso número 109500002812 · F-101 · R$ 109,90 · vence 10/12/2026 · pago R$ 112,61 · CP em agência do Itaú, em dinheiro ou débito em conta · → nada: o título não é do Faturabot\n1 títulos, 1 de fora. Nada foi aplicado: era um ensaio.\n",
    );
  });

  it.each<[string, () => string, string]>([
    ["an empty file", () => fileOf("empty", ""), "linha 1: o arquivo está vazio"],
    ["something else", () => fileOf("page.html", "<html></html>"), "linha 1: isto não é um arquivo CNAB 240"],
    ["CNAB 400", () => fileOf("400", "02RETORNO01".padEnd(400)), "linha 1: isto é um arquivo CNAB 400"],
    [
      "a cut one",
      () => fileOf("cut", writeReturn("237", [title]).subarray(0, 900)),
      "linha 4: o arquivo termina no meio",
    ],
  ])("ends with 1 on %s and says why by line", async (_, file, words) => {
    const { code, errors } = await run(file());
    expect([code, errors]).toEqual([1, expect.stringContaining(words)]);
  });

  it.each([
    ["is missing", () => path.join(folder, "nobody"), "não existe"],
    ["is a folder", () => folder, "é uma pasta"],
  ])("ends with a sentence where the file %s", async (_, file, words) => {
    await expect(run(file())).rejects.toThrow(words);
  });

  it.each(layoutBankCodes)("reads a file of %s", async (bank) => {
    const { code, said } = await run(fileOf(`${bank}.ret`, writeReturn(bank, [title])), true);
    expect([code, JSON.parse(said)]).toEqual([0, expect.objectContaining({ banco: bank, valorPagoCentavos: 11_261 })]);
  });

  it("as a process reads where nothing was ever set up, and leaves nothing behind", async () => {
    fileOf("good.ret", writeReturn("341", [title]));
    const before = readdirSync(folder);
    const settings = { DATA_DIR: path.join(folder, "data") };
    const [good, missing] = ["good.ret", "nobody.ret"].map((file) =>
      runFaturabot(["retorno", file, "--dry-run", "--json"], settings, { cwd: folder }),
    );
    expect([await good?.ended, await missing?.ended]).toEqual([0, 1]);
    expect(good?.said()).toContain('"banco":"341"');
    expect(missing?.said()).toBe('O arquivo "nobody.ret" não existe.\n');
    expect(readdirSync(folder)).toEqual(before);
  });
});
