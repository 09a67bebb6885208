import { describe, expect, it } from "vitest";
import { formatTaxId, maskTaxId, parseTaxId } from "../../../src/core/billing/people/tax-id.ts";

describe("a CPF or CNPJ is read with or without punctuation", () => {
  it.each([
    ["529.982.247-25", "cpf", "52998224725"],
    ["52998224725", "cpf", "52998224725"],
    [" 529 982 247 25 ", "cpf", "52998224725"],
    ["12.345.678/0001-95", "cnpj", "12345678000195"],
    ["12345678000195", "cnpj", "12345678000195"],
    // Receita Federal's own example of the alphanumeric form.
    ["12.ABC.345/01DE-35", "cnpj", "12ABC34501DE35"],
    ["12abc34501de35", "cnpj", "12ABC34501DE35"],
  ])("%s", (text, kind, value) => {
    expect(parseTaxId(text)).toEqual({ kind, value });
  });

  it.each([
    "",
    "529.982.247-26",
    "5299822472",
    "529982247250",
    "111.111.111-11",
    "00000000000",
    "12.345.678/0001-96",
    "12ABC34501DE36",
    "12ABC34501DEA5",
    "00000000000000",
    "CPF 52998224725",
    "52998224725 ou 1",
    "５２９９８２２４７２５",
  ])("refuses %j", (text) => {
    expect(parseTaxId(text)).toBeUndefined();
  });
});

describe("a tax id is shown whole or masked", () => {
  it.each([
    ["52998224725", "529.982.247-25", "***.982.247-**"],
    ["12345678000195", "12.345.678/0001-95", "**.345.678/****-**"],
    ["12ABC34501DE35", "12.ABC.345/01DE-35", "**.ABC.345/****-**"],
  ])("%s", (text, formatted, masked) => {
    const taxId = parseTaxId(text);
    expect(taxId && formatTaxId(taxId)).toBe(formatted);
    expect(taxId && maskTaxId(taxId)).toBe(masked);
    expect(parseTaxId(formatted)).toEqual(taxId);
  });
});
