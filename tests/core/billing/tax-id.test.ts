import { describe, expect, it } from "vitest";
import { findTaxId, formatTaxId, maskTaxId, parseTaxId } from "../../../src/core/billing/people/tax-id.ts";

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
    // Without the zeros at the start.
    ["1234567890", "cpf", "01234567890"],
    ["12.345.678-90", "cpf", "01234567890"],
    ["123456797", "cpf", "00123456797"],
    ["360305000104", "cnpj", "00360305000104"],
    ["1.234.567/0001-95", "cnpj", "01234567000195"],
    // funcoeszz/funcoeszz#580, deivisonarthur/OSC-Magento-Brasil#92.
    ["2674113000106", "cnpj", "02674113000106"],
    ["66.442.434-10", "cpf", "06644243410"],
    // Copied from contacts, a web page, or a phone with another keyboard.
    ["\u202A529.982.247\u201125\u202C", "cpf", "52998224725"],
    ["\uFEFF529\u00A0982\u2009247\u2013\u00AD25\u200B", "cpf", "52998224725"],
    ["５２９９８２２４７２５", "cpf", "52998224725"],
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
    // The zeros that are missing are at the start, never more than two, and the digits have to agree.
    "1234567810",
    "34567890",
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

describe("the CPF or CNPJ of a sentence", () => {
  it.each([
    ["meu cpf é 529.982.247-25", "52998224725"],
    ["CPF: 52998224725, obrigado!", "52998224725"],
    ["é o 529 982 247 25 da minha mãe", "52998224725"],
    ["52998224725\n--\nEnviado do meu iPhone 12", "52998224725"],
    ["cpf 52998224725 fone 11 98765-4321", "52998224725"],
    ["nasci em 10/12/1980, cpf 529.982.247-25", "52998224725"],
    ["10/12/1980 52998224725", "52998224725"],
    ["oi, é da padaria, cnpj 12.345.678/0001-95", "12345678000195"],
    ["cnpj novo: 12.ABC.345/01DE-35.", "12ABC34501DE35"],
    ["o cnpj é 12abc34501de35", "12ABC34501DE35"],
    ["meu cpf 1234567890", "01234567890"],
    ["(529.982.247-25)", "52998224725"],
  ])("%j", (text, value) => {
    expect(findTaxId(text)?.value).toBe(value);
  });

  it.each([
    ["none", "quero meu boleto de 109,90 do dia 10/12/2026"],
    ["a phone", "meu telefone é (11) 3333-4444"],
    ["wrong digits", "meu cpf é 529.982.247-26"],
    ["two", "o meu é 52998224725 e o dela 390.533.447-05"],
    ["two side by side", "52998224725 39053344705"],
    ["a part of a longer number", "34191.09008 00000.281238 45678.970000 3 16560000010990"],
  ])("is not taken from %s", (_, text) => {
    expect(findTaxId(text)).toBeUndefined();
  });

  it("is found at once in the longest text", () => {
    const from = Date.now();
    for (const text of ["1 ".repeat(5000), "1.".repeat(5000), "52998224725 ".repeat(1000), "A".repeat(10_000)])
      findTaxId(text);
    expect(Date.now() - from).toBeLessThan(1000);
  });
});
