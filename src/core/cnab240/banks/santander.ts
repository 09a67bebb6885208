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
  owner: {
    header: { document: [18, 32], agencia: [33, 36], conta: [38, 46], beneficiario: [53, 61] },
    lote: { document: [19, 33], agencia: [54, 57], conta: [59, 67], beneficiario: [34, 42] },
    t: { agencia: [18, 21], conta: [23, 31] },
  },
  // The manual's Nota 38 counts all lines; the bank's own files count the details.
  countsDetails: true,
  numbersIn(field) {
    const number = field.replace(/^ +/, (blank) => "0".repeat(blank.length));
    return [{ number: number.slice(0, 12), dv: number.slice(12) }];
  },
  movements: {
    ...movements,
    "32": { words: "IOF inválido", effect: "instruction-refused" },
    "61": { words: "Valor do título alterado", effect: "told" },
    "91": { words: "Valor mínimo alterado", effect: "told" },
    "92": { words: "Valor máximo alterado", effect: "told" },
    "93": { words: "Baixa operacional: pago, e o dinheiro ainda vem", effect: "told" },
    "94": { words: "Baixa operacional desfeita", effect: "told" },
    A4: { words: "O pagador recebe por DDA", effect: "none" },
  },
  reasons: (movement) => ({
    ...reasonsOf(movement),
    ...santanderReasons[movement],
  }),
};

const closings = {
  "03": "no próprio banco",
  "06": "por arquivo",
  P1: "por Pix",
};
const refusals = { "52": "estado inválido", B2: "o valor do título não combina", Z5: "o título tem reserva" };

/** Codes of Nota 41 of the manuals H7815, v2.9 and v6 (P1). */
const santanderReasons: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "06": { ...closings, "09": "pagamento parcial" },
  "17": { ...closings, "09": "pagamento parcial" },
  "93": { "93": "enviada pela base central (CIP)" },
  "94": { "94": "enviada pela base central (CIP)" },
  "03": refusals,
  "26": refusals,
  "30": refusals,
};
