/**
 * Effect of a movement in a return file on a boleto. `cleared`: a cheque that was pending is money now;
 * `command-refused`: the entry of a boleto that is not registered yet, else an instruction; `told`: no effect, but the
 * operator sees it in the feed; `none`: routine.
 */
export type MovementEffect =
  | "registered"
  | "rejected"
  | "paid"
  | "cleared"
  | "cancelled"
  | "instruction-refused"
  | "command-refused"
  | "due-date"
  | "undone"
  | "told"
  | "none";

/** Meaning of a movement code; `words` are for people. */
export interface Movement {
  words: string;
  effect: MovementEffect;
}

const movement = (effect: MovementEffect, words: string): Movement => ({ effect, words });

/** Movement codes that all banks share (FEBRABAN, C044). */
export const movements: Readonly<Record<string, Movement>> = {
  "02": movement("registered", "Entrada confirmada"),
  "03": movement("rejected", "Entrada rejeitada"),
  "04": movement("none", "Transferência de carteira: entrada"),
  "05": movement("none", "Transferência de carteira: baixa"),
  "06": movement("paid", "Liquidação"),
  "07": movement("told", "Desconto concedido"),
  "08": movement("told", "Desconto cancelado"),
  "09": movement("cancelled", "Baixa"),
  "11": movement("none", "Título em carteira (em ser)"),
  "12": movement("told", "Abatimento concedido"),
  "13": movement("told", "Abatimento cancelado"),
  "14": movement("due-date", "Alteração de vencimento confirmada"),
  "15": movement("told", "Franco de pagamento"),
  "17": movement("paid", "Liquidação depois da baixa ou de título não registrado"),
  "19": movement("told", "Instrução de protesto recebida"),
  "20": movement("told", "Sustação de protesto recebida"),
  "23": movement("told", "Enviado a cartório"),
  "24": movement("told", "Retirado do cartório"),
  "25": movement("cancelled", "Protestado e baixado"),
  "26": movement("instruction-refused", "Instrução rejeitada"),
  "27": movement("told", "Alteração de outros dados confirmada"),
  "28": movement("none", "Tarifas ou custas"),
  "29": movement("told", "Ocorrência do pagador"),
  "30": movement("instruction-refused", "Alteração de dados rejeitada"),
  "33": movement("told", "Dados do rateio alterados"),
  "34": movement("told", "Rateio cancelado"),
  "35": movement("told", "Débito automático desagendado"),
  "36": movement("none", "E-mail ou SMS enviado"),
  "37": movement("told", "E-mail ou SMS não enviado"),
  "38": movement("told", "Prazo de recebimento alterado"),
  "39": movement("told", "Prazo de recebimento dispensado"),
  "40": movement("told", "Número do documento alterado"),
  "41": movement("told", "Uso da empresa alterado"),
  "42": movement("told", "Dados do pagador alterados"),
  "43": movement("told", "Dados do sacador avalista alterados"),
  "44": movement("undone", "Pago com cheque que voltou"),
  "45": movement("cleared", "Pago com cheque que compensou"),
  "46": movement("told", "Cancelamento de protesto confirmado"),
  "47": movement("told", "Protesto para falência confirmado"),
  "48": movement("told", "Mudança de carteira confirmada"),
  "49": movement("told", "Contrato de cobrança alterado"),
  "50": movement("told", "Pago com cheque que ainda compensa"),
  "51": movement("none", "O pagador reconheceu o título (DDA)"),
  "52": movement("told", "O pagador não reconheceu o título (DDA)"),
  "53": movement("told", "Título recusado pela base central (CIP)"),
  "54": movement("told", "Baixa de título negativado confirmada"),
};

/** A movement that no table here explains: nothing is done, and the operator is told. */
export const unknownMovement = (code: string): Movement =>
  movement("told", `Movimento ${code.trim() || "em branco"}, sem explicação aqui`);
