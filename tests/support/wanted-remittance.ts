import type { LayoutBankCode } from "../../src/core/billing/bank-code.ts";
import type { WantedFile, WantedTitle } from "../standins/banks/cnab/manual.ts";

/** What a bank should find in the remessa of a boleto from `boletoAt`, written down by hand from its manual. */
export function wantedTitle(bank: LayoutBankCode, change: Partial<WantedTitle> = {}): WantedTitle {
  return {
    movement: "01",
    nossoNumero: nossoNumeros[bank],
    seuNumero: "F-2026-12",
    // The id in base 36, padded to 25.
    reference: "0T15GVSYXX7HQRCQCK7UJ612U",
    due: "10122026",
    dayAfterDue: "11122026",
    issued: "24112026",
    cents: 10_990,
    especie: especies[bank] ?? "04",
    perDay: 3,
    multa: 200,
    daysUntilClosed: 59,
    payer: {
      kind: "1",
      document: "52998224725",
      name: "JOAO DA CONCEICAO",
      street: "RUA SAO JOAO, 120",
      district: "CENTRO",
      cep: "24020005",
      city: "NITEROI",
      state: "RJ",
    },
    ...change,
  };
}

/** The remessa that `renderAt` makes of these titles. */
export function wantedFile(bank: LayoutBankCode, titles: readonly WantedTitle[]): WantedFile {
  return {
    nsa: 7,
    day: "24112026",
    company: { kind: "2", document: "12345678000195", name: "VALE FIBRA TELECOMUNICACOES LT" },
    account: { banco: bank, ...accounts[bank] },
    titles,
  };
}

const nossoNumeros: Readonly<Record<LayoutBankCode, string>> = {
  "001": "12345670000000281",
  "033": "0000000002810",
  "077": "00000002812",
  "104": "000000000000281",
  "237": "009000000002812",
  "341": "000002818",
  "748": "262002817",
  "756": "0000002810",
};

const especies: Partial<Record<LayoutBankCode, string>> = { "341": "08", "748": "03" };

const accounts: Readonly<Record<LayoutBankCode, Readonly<Record<string, string>>>> = {
  "001": {
    nomeBanco: "BANCO DO BRASIL S.A.",
    versaoArquivo: "084",
    versaoLote: "043",
    convenio9: "001234567",
    carteira: "17",
    variacao: "019",
    teste: "  ",
    agencia: "01234",
    agenciaDv: "3",
    conta: "000000056789",
    contaDv: "2",
    codigoCarteira: "7",
  },
  "033": {
    nomeBanco: "BANCO SANTANDER",
    versaoArquivo: "040",
    versaoLote: "030",
    codigoTransmissao: "432100001234567",
    agencia: "4321",
    agenciaDv: "0",
    conta: "013000123",
    contaDv: "4",
    tipoCobranca: "5",
  },
  "077": {
    nomeBanco: "BANCO INTER",
    versaoArquivo: "089",
    versaoLote: "040",
    convenio: "1234567             ",
    agencia: "00001",
    agenciaDv: "9",
    conta: "000000123456",
    contaDv: "7",
  },
  "104": {
    nomeBanco: "CAIXA ECONOMICA FEDERAL",
    versaoArquivo: "101",
    versaoLote: "060",
    agencia: "00501",
    agenciaDv: "3",
    beneficiario: "123456",
    situacao: "REMESSA-PRODUCAO    ",
  },
  "237": {
    nomeBanco: "BANCO BRADESCO S.A.",
    versaoArquivo: "084",
    versaoLote: "042",
    convenio: "00000000000004545454",
    agencia: "01234",
    agenciaDv: "5",
    conta: "000000056789",
    contaDv: "P",
  },
  "341": {
    nomeBanco: "BANCO ITAU SA",
    versaoArquivo: "040",
    versaoLote: "030",
    agencia: "1234",
    conta: "56789",
    dac: "7",
    carteira: "109",
  },
  "748": {
    nomeBanco: "SICREDI",
    versaoArquivo: "081",
    versaoLote: "040",
    agencia: "00165",
    conta: "000000012345",
    contaDv: "6",
  },
  "756": {
    nomeBanco: "SICOOB",
    versaoArquivo: "081",
    versaoLote: "040",
    agencia: "03041",
    agenciaDv: "2",
    conta: "000000123456",
    contaDv: "7",
  },
};
