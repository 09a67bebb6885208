import { cells } from "../cell.ts";
import type { CnabBank } from "../cnab-bank.ts";
import { febraban } from "../febraban.ts";
import { movements } from "../movements.ts";
import { reasonsOf } from "../reasons.ts";
import { settings } from "../settings.ts";

const { digits, text, fixed } = cells;

/**
 * Santander. The account fields in P and all fields in T differ in position from FEBRABAN; the código de transmissão
 * identifies the customer. Source: H7815, versions 2.5, 2.9 and 8.3 (2014 to 2025); its notes are named below.
 */
export const santander: CnabBank = {
  code: "033",
  name: "BANCO SANTANDER",
  needs: ["agencia"],
  settings: [
    ...settings.versions("040", "030"),
    settings.account,
    settings.accountDv,
    settings.branchDv("0"),
    {
      name: "codigoTransmissao",
      label: "Código de transmissão",
      pattern: /^\d{15}$/,
      expected: "15 números",
    },
  ],
  retiredSettings: ["jurosDecimais"],
  records: {
    header: cells.over(febraban.header, [
      text(9, 16),
      digits(17, 17, "tipoInscricao"),
      text(18, 32, "inscricao15"),
      digits(33, 47, "codigoTransmissao"),
      text(48, 72),
      text(152, 157),
      text(167, 171),
    ]),
    lote: cells.over(febraban.lote, [text(34, 53), digits(54, 68, "codigoTransmissao"), text(69, 73), text(200, 207)]),
    p: cells.over(febraban.p, [
      digits(18, 21, "agencia"),
      text(22, 22, "agenciaDv"),
      digits(23, 31, "conta"),
      text(32, 32, "contaDv"),
      digits(33, 41, "conta"),
      text(42, 42, "contaDv"),
      text(43, 44),
      digits(45, 57, "nossoNumero"),
      fixed(221, "0"),
      fixed(225, "0"),
      digits(226, 227, "diasBaixa"),
      fixed(228, "00"),
      text(230, 239),
    ]),
    q: cells.over(febraban.q, [digits(210, 221), text(222, 240)]),
    r: cells.over(febraban.r, [text(42, 65), text(90, 240)]),
    loteEnd: cells.over(febraban.loteEnd, [text(24, 240)]),
    end: cells.over(febraban.end, [text(30, 240)]),
  },
  values: ({ agencia = "", beneficiario = "" }, { conta = "", contaDv = "", agenciaDv = "", codigoTransmissao }) => ({
    agencia,
    agenciaDv,
    conta,
    contaDv,
    codigoTransmissao: codigoTransmissao ?? `${agencia}0000${beneficiario}`,
  }),
  nossoNumero: ({ nossoNumero, nossoNumeroDv = "" }) => nossoNumero + nossoNumeroDv,
  // The first digit is 5 for cobrança rápida com registro (carteiras 101, 102) and 1 for simples (201).
  caracteristicas: ({ carteira }) => (Number(carteira) > 200 ? "112" : "512"),
  monthlyJuros: true,
  // Note 18: an amount has two decimals, a rate five.
  monthlyJurosDecimals: 5,
  noJuros: "3",
  // Notes 22 and 33: the date of juros is that of the due date, and the multa begins after its date.
  jurosDate: "due-date",
  multaDate: "due-date",
  // Note 26: 3 is the customer's profile; nothing is said of 1 with 00 days.
  baixaOnDueDate: "3",
  places: {
    nossoNumero: [41, 53],
    seuNumero: [55, 69],
    vencimento: [70, 77],
    valor: [78, 92],
    referencia: [101, 125],
    tarifa: [194, 208],
    motivos: [209, 218],
  },
  numbersIn: (field) => [field.trim().padStart(13, "0").slice(0, 12)],
  movements: {
    ...movements,
    "29": { words: "Ocorrência do pagador", effect: "told" },
    "32": { words: "IOF inválido", effect: "instruction-refused" },
    "51": { words: "O pagador reconheceu o título (DDA)", effect: "none" },
    "52": { words: "O pagador não reconheceu o título (DDA)", effect: "told" },
    "53": { words: "Título recusado pela base central (CIP)", effect: "told" },
  },
  reasons: reasonsOf,
};
