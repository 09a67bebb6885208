/**
 * Effect of a movement in a return file on a boleto. `told`: no effect, but the operator sees it in the feed;
 * `none`: routine.
 */
export type MovementEffect =
  | "registered"
  | "rejected"
  | "paid"
  | "cancelled"
  | "instruction-refused"
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
  "30": movement("instruction-refused", "Alteração de dados rejeitada"),
};
