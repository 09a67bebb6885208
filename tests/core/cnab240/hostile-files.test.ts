import { describe, expect, it } from "vitest";
import { parsePostalAddress } from "../../../src/core/billing/people/postal-address.ts";
import { decodeFile } from "../../../src/core/cnab240/split-lines.ts";
import { readBankReturn } from "../../../src/core/cnab400/read-bank-return.ts";
import { writeReturn } from "../../standins/banks/cnab/write-return.ts";

const good = decodeFile(writeReturn("756", [{ movement: "02", nossoNumero: "0000281" }]));
const [header = ""] = good.split("\r\n");
const header400 = "02RETORNO01COBRANCA".padEnd(76).concat("237").padEnd(400);
const mega = 1_000_000;

/** A second is a hundred times what each of them takes; before, the first took minutes and the third hours. */
describe("a file of 1 MB that nobody's bank sends is refused within a second", () => {
  it.each<[string, string, string]>([
    ["a run of control characters in the middle", `${header}\r\n${"\x01".repeat(mega)}x`, "esperados 240 caracteres"],
    ["a run of NULs in the middle", `${header}\r\n${"\0".repeat(mega)}x`, "não chegou inteiro"],
    ["a run of byte order marks", `${"\ufeff".repeat(mega)}x`, "não é um arquivo CNAB 240"],
    ["nothing but spaces", `x${" ".repeat(mega)}x`, "não é um arquivo CNAB 240"],
    ["a million empty lines", `${header}${"\r".repeat(mega)}x`, "o arquivo passa de 100000 linhas"],
    ["a million lines of nothing", `${header}${"\r\n".repeat(mega / 2)}x`, "o arquivo passa de 100000 linhas"],
    ["one line", "1".repeat(mega), "não é um arquivo CNAB 240"],
    [
      "no title's end",
      `${header}\r\n${"7560000".padEnd(240, "1").concat("\r\n").repeat(4000)}`,
      "falta o fim deste lote",
    ],
  ])("%s", (_, text, words) => {
    const begun = performance.now();
    const { problems, titles } = readBankReturn(text);
    expect(performance.now() - begun).toBeLessThan(1000);
    expect([problems[0]?.message, titles]).toEqual([expect.stringContaining(words), []]);
  });

  it("in CNAB 400, one detail with all other lines after it", () => {
    const detail = `1${"0".repeat(393)}000002`;
    const text = [header400, detail, ...Array(90_000).fill("4x")].join("\r\n");
    const begun = performance.now();
    expect(readBankReturn(text).titles[0]?.extras).toHaveLength(90_000);
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it("an address of nothing but spaces and commas", () => {
    const begun = performance.now();
    for (const text of [`Rua A${" ".repeat(100_000)}x`, `Rua A${"\t,".repeat(50_000)}x`, `x${"-".repeat(100_000)}x`])
      expect(parsePostalAddress(text).street).toBeTruthy();
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

it("NULs and other control characters after the end of a file are no part of it", () => {
  expect(readBankReturn(good.concat("\x1a", "\0".repeat(500))).problems).toEqual([]);
});
