import { alreadyThereReasons, refusalReasons } from "../../cnab240/reasons.ts";
import { type Cnab400Bank, commonMovements, commonPlaces } from "../cnab400-bank.ts";

/** Bradesco. Source: its manual of the CNAB 400 layout, registro de transação tipo 1 of the arquivo-retorno. */
export const bradesco: Cnab400Bank = {
  code: "237",
  detail: "1",
  places: { ...commonPlaces, referencia: [38, 62], nossoNumero: [71, 82], motivos: [319, 328] },
  owner: {
    header: {},
    // Zero, carteira, agência, conta and its check digit fill 21 to 37.
    detail: { document: [4, 17], agencia: [25, 29], conta: [30, 36] },
  },
  nsa: [109, 113],
  reasonWidth: 2,
  numbersIn: (field, line) => [{ number: field.slice(0, 11), dv: field.slice(11), carteira: line.slice(21, 24) }],
  movements: {
    ...commonMovements,
    "10": { words: "Baixa pela agência", effect: "cancelled" },
    "15": { words: "Liquidação em cartório", effect: "paid" },
    "16": { words: "Pago com cheque que ainda compensa", effect: "told" },
    "17": { words: "Liquidação depois da baixa ou de título não registrado", effect: "paid" },
    "18": { words: "Acerto da agência depositária", effect: "told" },
    "20": { words: "Sustação de protesto recebida", effect: "told" },
    "21": { words: "Uso da empresa acertado", effect: "told" },
    "22": { words: "Pagamento cancelado", effect: "undone" },
    "23": { words: "Enviado a cartório", effect: "told" },
    "24": { words: "Entrada rejeitada por CEP irregular", effect: "rejected" },
    "25": { words: "Protesto para falência recebido", effect: "told" },
    "27": { words: "Baixa rejeitada", effect: "instruction-refused" },
    "28": { words: "Tarifas ou custas", effect: "none" },
    "29": { words: "Ocorrência do pagador", effect: "told" },
    "30": { words: "Alteração de dados rejeitada", effect: "instruction-refused" },
    "32": { words: "Instrução rejeitada", effect: "instruction-refused" },
    "33": { words: "Alteração de outros dados confirmada", effect: "told" },
    "34": { words: "Retirado do cartório", effect: "told" },
    "35": { words: "Débito automático desagendado", effect: "told" },
    "40": { words: "Pagamento estornado", effect: "undone" },
    "55": { words: "Título sustado judicialmente", effect: "told" },
    "68": { words: "Dados do rateio acertados", effect: "told" },
    "69": { words: "Rateio cancelado", effect: "told" },
    "73": { words: "Pedido de negativação recebido", effect: "told" },
    "74": { words: "Pedido para tirar a negativação recebido", effect: "told" },
  },
  reasons: (movement) => reasons[movement] ?? {},
  alreadyThere: alreadyThereReasons,
};

const paid = {
  "15": "pago com cheque",
  "18": "pagamento parcial",
  "42": "rateio não feito",
};
const refused = {
  ...refusalReasons,
  "38": "prazo de protesto ou negativação inválido",
  "65": "limite excedido",
  "77": "transferência para desconto não permitida",
  "85": "título com pagamento vinculado",
};

const reasons: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "02": { ...refusalReasons, "76": "o pagador recebe por DDA" },
  "03": refused,
  "24": refused,
  "27": refused,
  "30": refused,
  "32": refused,
  "06": paid,
  "15": paid,
  "17": paid,
  "09": { "10": "pedida pelo cliente" },
  "10": {
    "14": "protestado",
    "15": "título excluído",
    "16": "por decurso de prazo",
    "17": "transferido de carteira",
    "20": "transferido para desconto",
  },
  "29": { "78": "o pagador diz que a cobrança é indevida", "95": "o pagador reconhece a cobrança" },
};
