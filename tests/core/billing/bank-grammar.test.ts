import { expect, it } from "vitest";
import { banks } from "../../../src/core/banks.ts";
import { theBank } from "../../../src/core/billing/bank-grammar.ts";

it("gives a masculine name its article", () => {
  expect(theBank("Itaú")).toEqual({ O: "O Itaú", o: "o Itaú", do: "do Itaú", no: "no Itaú", ao: "ao Itaú" });
});

it("gives a feminine name its article", () => {
  expect(theBank("Caixa")).toEqual({ O: "A Caixa", o: "a Caixa", do: "da Caixa", no: "na Caixa", ao: "à Caixa" });
});

it("marks the name alone", () => {
  expect(theBank("Caixa", { bold: true }).do).toBe("da *Caixa*");
  expect(theBank("Banco do Brasil", { bold: true }).no).toBe("no *Banco do Brasil*");
});

it("takes a bank that makes no boletos here for masculine", () => {
  expect(theBank("banco 260").do).toBe("do banco 260");
});

it("knows the gender of every bank from its row", () => {
  for (const { name, gender } of Object.values(banks))
    expect(theBank(name).o).toBe(`${gender === "feminine" ? "a" : "o"} ${name}`);
});
