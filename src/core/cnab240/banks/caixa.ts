import { cells } from "../cell.ts";
import type { CnabBank } from "../cnab-bank.ts";
import { febraban } from "../febraban.ts";
import { movements } from "../movements.ts";
import { closingReasons, explainReasons, pairs, reasonsOf, refusalReasons } from "../reasons.ts";
import { settings } from "../settings.ts";
import { febrabanPlaces } from "../title-places.ts";

const { digits, text, fixed } = cells;

/** Caixa (SIGCB). The código do beneficiário (6 or 7 digits) takes the place of the account at other banks. */
export const caixa: CnabBank = {
  code: "104",
  name: "CAIXA ECONOMICA FEDERAL",
  needs: ["agencia"],
  settings: [...settings.versions("101", "060"), settings.branchDv(), settings.environment],
  records: {
    ...febraban,
    header: cells.over(febraban.header, [
      digits(33, 52),
      digits(59, 65, "beneficiario7"),
      digits(66, 72),
      text(192, 211, "remessa"),
    ]),
    lote: cells.over(febraban.lote, [
      fixed(12, "00"),
      digits(34, 40, "beneficiario7"),
      digits(41, 53),
      digits(60, 65, "beneficiario6"),
      digits(66, 73),
    ]),
    p: cells.over(febraban.p, [digits(24, 30, "beneficiario7"), digits(31, 37)]),
    r: cells.over(febraban.r, [text(90, 240)]),
    loteEnd: cells.over(febraban.loteEnd, [digits(47, 92), text(93, 240)]),
    end: cells.over(febraban.end, [text(30, 240)]),
  },
  values: ({ agencia = "", beneficiario = "" }, { agenciaDv = "", ambiente }) => ({
    agencia,
    agenciaDv,
    beneficiario7: beneficiario.padEnd(7, "0"),
    beneficiario6: beneficiario.length === 7 ? "" : beneficiario,
    remessa: ambiente === "teste" ? "REMESSA-TESTE" : "REMESSA-PRODUCAO",
  }),
  nossoNumero: ({ nossoNumero, nossoNumeroDv = "" }) => `00${nossoNumero}${nossoNumeroDv}`,
  caracteristicas: () => "11220",
  noJuros: "3",
  widths: { seuNumero: 11 },
  places: { ...febrabanPlaces, seuNumero: [59, 69] },
  // In T the agência is zero, and the código do beneficiário takes the place of the account.
  owner: {
    header: { document: [19, 32], agencia: [53, 57], beneficiario: [59, 65] },
    lote: { document: [19, 33], agencia: [54, 58] },
    t: { beneficiario: [24, 30] },
  },
  // Its position depends on the length of the código do beneficiário: look for 17 digits with a prefix of Caixa's.
  numbersIn: (field) =>
    [0, 1, 2, 3]
      .map((from) => ({ number: field.slice(from, from + 17), dv: field.slice(from + 17, from + 18) }))
      .filter(({ number }) => /^[12]4\d{15}$/.test(number)),
  movements: {
    ...movements,
    "01": { words: "Pedido de impressão recebido", effect: "none" },
    "07": { words: "Desconto concedido", effect: "told" },
    "08": { words: "Desconto cancelado", effect: "told" },
    "35": { words: "Inclusão no banco de pagadores confirmada", effect: "none" },
    "36": { words: "Alteração no banco de pagadores confirmada", effect: "none" },
    "37": { words: "Exclusão do banco de pagadores confirmada", effect: "none" },
    "38": { words: "Emissão pelo banco de pagadores", effect: "none" },
    "39": { words: "Manutenção de pagador rejeitada", effect: "instruction-refused" },
    "40": { words: "Entrada pelo banco de pagadores rejeitada", effect: "instruction-refused" },
    "41": { words: "Manutenção do banco de pagadores rejeitada", effect: "instruction-refused" },
    "44": { words: "Baixa ou liquidação desfeita", effect: "undone" },
    "45": { words: "Dados alterados", effect: "told" },
    "46": { words: "Liquidação on-line", effect: "paid" },
    "47": { words: "Liquidação on-line desfeita", effect: "undone" },
    "51": { words: "O pagador reconheceu o título (DDA)", effect: "none" },
    "52": { words: "O pagador não reconheceu o título (DDA)", effect: "told" },
    "53": { words: "Título recusado pela base central (CIP)", effect: "told" },
    "61": { words: "Valor do título alterado", effect: "told" },
    "62": { words: "Valor mínimo ou máximo alterado", effect: "told" },
  },
  reasons(movement) {
    if (["39", "40", "41"].includes(movement)) return { ...refusalReasons, ...caixaReasons };
    const reasons = reasonsOf(movement === "46" ? "06" : movement);
    if (reasons === closingReasons) return { ...reasons, ...caixaClosings };
    return reasons === refusalReasons ? { ...reasons, ...caixaReasons } : reasons;
  },
  reasonsIn(movement, field) {
    if (!["06", "17", "46"].includes(movement)) return undefined;
    const [where = "", how = "", days = ""] = field.match(/../g) ?? [];
    const { reasonCodes, reasons } = explainReasons(pairs(where), { ...closingReasons, ...caixaClosings });
    const form = { "01": ["em dinheiro"], "02": ["em cheque"] }[how] ?? [];
    const float =
      /^\d\d$/.test(days) && days !== "00" ? [`crédito em ${Number(days)} ${Number(days) === 1 ? "dia" : "dias"}`] : [];
    return { reasonCodes, reasons: [...reasons, ...form, ...float] };
  },
};

/** Reasons of refusals (manual MO67118 v010, C047-A). */
const caixaReasons = {
  AA: "desconto sem data ou valor",
  AE: "data do desconto depois do vencimento",
  AH: "não há desconto a cancelar",
  "87": "número da remessa inválido",
  "88": "número da remessa menor ou igual ao da remessa anterior",
  "89": "lote de serviço não combina",
  "90": "número de sequência do registro inválido",
  "91": "sequência dos segmentos errada",
  "92": "movimento não combina entre os segmentos",
  "93": "quantidade de registros do lote inválida",
  "94": "quantidade de registros do lote não combina",
  "95": "quantidade de lotes inválida",
  "96": "quantidade de lotes não combina",
  "97": "quantidade de registros do arquivo inválida",
  "98": "quantidade de registros do arquivo não combina",
  AF: "o título não está em aberto",
  AG: "o título já venceu ou está vencendo",
  AM: "nosso número fora da sequência",
  VB: "registro repetido",
  VE: "número do documento inválido",
  VL: "beneficiário não cadastrado",
  VM: "número do lote repetido",
  YA: "data dos juros falta ou é inválida",
  YB: "data do desconto falta ou é inválida",
  YG: "a remessa não tem o último registro",
  YY: "dias para devolução: de 1 a 999",
  "11": "data de geração inválida",
  "65": "CEP do pagador não encontrado",
  "68": "movimento inválido para o título",
  "71": "arquivo mal montado",
  "72": "lote inválido",
};

const caixaClosings = {
  "02": "em lotérica",
  "03": "em agência da Caixa",
  "06": "pela internet",
  "07": "em correspondente bancário",
};
