import { describe, expect, it } from "vitest";
import { wrapLines } from "../../../src/banks/rest/wrap-lines.ts";

const instructions = [
  "Referente a: uso de novembro.",
  "Apos o vencimento, multa de 2%.",
  "Apos o vencimento, juros de 1% ao mes.",
  "Nao receber depois de 59 dias do vencimento.",
];

describe("instructions at a bank", () => {
  it("are written in the letters that banks accept", () => {
    expect(wrapLines(["Após  o vencimento, juros de 1 % ao mês – não é multa."], { width: 78, most: 5 })).toEqual([
      "Apos o vencimento, juros de 1 % ao mes nao e multa.",
    ]);
  });

  it("keep one row each where there is room, as at Inter", () => {
    expect(wrapLines(instructions, { width: 78, most: 5 })).toEqual(instructions);
  });

  it("go on in the next row between words where a row is short, as at Sicoob", () => {
    expect(wrapLines(instructions, { width: 40, most: 5 })).toEqual([
      "Referente a: uso de novembro.",
      "Apos o vencimento, multa de 2%.",
      "Apos o vencimento, juros de 1% ao mes.",
      "Nao receber depois de 59 dias do",
      "vencimento.",
    ]);
  });

  it("share rows if there are too few of them", () => {
    const six = ["Ate 10/12/2026, desconto de R$ 10,00.", "Abatimento de R$ 5,00.", ...instructions.slice(1)];
    const rows = wrapLines(six, { width: 40, most: 5 });
    expect(rows.length).toBeLessThanOrEqual(5);
    expect(rows.join(" ")).toBe(six.join(" "));
  });

  it("lose the description, never a condition or half a word, if they are too long", () => {
    const long = [`Referente a: ${"uso de internet por fibra ".repeat(8)}.`, ...instructions.slice(1)];
    expect(wrapLines(long, { width: 40, most: 5 }).join(" ")).toBe(instructions.slice(1).join(" "));
    expect(wrapLines(long, { width: 165, most: 1 })).toEqual([instructions.slice(1).join(" ")]);
  });

  it("stay within width and number, whatever they say", () => {
    for (let width = 1; width <= 60; width++)
      for (let most = 1; most <= 6; most++) {
        const rows = wrapLines(instructions, { width, most });
        expect(rows.length).toBeLessThanOrEqual(most);
        expect(rows.every((row) => row.length <= width && row === row.trim() && row !== "")).toBe(true);
      }
  });

  it("break a word that is longer than a row", () => {
    expect(wrapLines(["abcdefgh ij"], { width: 3, most: 4 })).toEqual(["abc", "def", "gh", "ij"]);
  });

  it("are none where there are none", () => {
    expect(wrapLines([], { width: 40, most: 5 })).toEqual([]);
  });
});
