import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { PayerAddress } from "../billing/people/postal-address.ts";
import type { Boleto } from "./boleto.ts";

/** Somebody printed on a boleto. Empty texts are left blank. */
export interface SlipParty {
  name: string;
  /** CPF or CNPJ, as it shall be printed. */
  document: string;
  address: string;
  /** The same in parts, where it is known: for the bank. */
  postal?: PayerAddress | undefined;
}

/** All that is printed on a boleto. Amounts are cents; 0 or absent stays blank. */
export interface BoletoSlip {
  boleto: Boleto;
  beneficiary: SlipParty;
  payer: SlipParty;
  /** The invoice's own number. */
  numeroDocumento?: string | undefined;
  /** What is charged for: DM (goods), DS (services), … */
  especie?: string | undefined;
  aceite?: "A" | "N" | undefined;
  issueDate?: IsoDate | undefined;
  processingDate?: IsoDate | undefined;
  /** Where it can be paid. Absent: the usual sentence. */
  localPagamento?: string | undefined;
  /** The beneficiary's text: multa, juros, discount, whatever the payer has to know. One entry a line. */
  instructions: readonly string[];
  /** Taken off whenever it is paid. A discount that has a condition is an instruction. */
  abatementCents?: number | undefined;
  /** Registered with the bank; printed among the instructions. */
  discount?: { discountCents: number; discountUntil: IsoDate } | undefined;
  /** The PIX of this boleto, as its bank gave it: drawn as a QR. */
  pixCopiaECola?: string | undefined;
  sacadorAvalista?: string | undefined;
  /** A boleto of the demo: says visibly that it must not be paid. */
  demo?: boolean | undefined;
}
