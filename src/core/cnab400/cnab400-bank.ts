import type { BankCode } from "../billing/bank-code.ts";
import type { Movement } from "../cnab240/movements.ts";
import type { ReturnedNumber } from "../cnab240/return-title.ts";
import type { OwnerPlaces, Place } from "../cnab240/title-places.ts";

/** Positions of a title's values in a detail. */
export interface DetailPlaces {
  nossoNumero: Place;
  referencia: Place;
  seuNumero: Place;
  movimento: Place;
  ocorrencia: Place;
  vencimento: Place;
  valor: Place;
  tarifa: Place;
  abatimento: Place;
  desconto: Place;
  pago: Place;
  juros: Place;
  outrosCreditos: Place;
  credito: Place;
  motivos: Place;
}

/** What the banks' details have in common. */
export const commonPlaces = {
  seuNumero: [117, 126],
  movimento: [109, 110],
  ocorrencia: [111, 116],
  vencimento: [147, 152],
  valor: [153, 165],
  tarifa: [176, 188],
  abatimento: [228, 240],
  desconto: [241, 253],
  pago: [254, 266],
  juros: [267, 279],
  outrosCreditos: [280, 292],
  credito: [296, 301],
} as const satisfies Partial<DetailPlaces>;

/** A bank's CNAB 400 return of cobrança. Remessas in this layout are not made here. */
export interface Cnab400Bank {
  code: BankCode;
  /** First character of a detail. */
  detail: "1" | "7";
  places: DetailPlaces;
  /** Positions of what names the owner, in the header and in each detail. */
  owner: { header: OwnerPlaces; detail: OwnerPlaces };
  /** Position of the bank's number of the file in the header. */
  nsa?: Place;
  /** The paid amount is what was credited, after the fee: the payer paid both. */
  paidIsNet?: boolean;
  /** Characters of a reason. */
  reasonWidth: 2 | 3;
  /** Returns every meaning of the nosso número; `carteira` is in another field of the line. */
  numbersIn(field: string, line: string): readonly ReturnedNumber[];
  movements: Readonly<Record<string, Movement>>;
  reasons(movement: string): Readonly<Record<string, string>>;
  /** Reasons of a refused entry which say that the title is there already. */
  alreadyThere: readonly string[];
  /** The field of reasons that a movement uses, if not `places.motivos`. */
  reasonsPlace?(movement: string): Place | undefined;
}

const movement = (effect: Movement["effect"], words: string): Movement => ({ effect, words });

/** Movement codes that the four banks share. */
export const commonMovements = {
  "02": movement("registered", "Entrada confirmada"),
  "03": movement("rejected", "Entrada rejeitada"),
  "06": movement("paid", "Liquidação"),
  "09": movement("cancelled", "Baixa"),
  "11": movement("none", "Título em carteira (em ser)"),
  "12": movement("told", "Abatimento concedido"),
  "13": movement("told", "Abatimento cancelado"),
  "14": movement("due-date", "Vencimento alterado"),
  "19": movement("told", "Instrução de protesto recebida"),
} as const;
