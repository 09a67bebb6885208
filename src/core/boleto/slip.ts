import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { PayerAddress } from "../billing/people/postal-address.ts";
import type { Boleto } from "./boleto.ts";

/** A party printed on a boleto. Empty texts stay blank. */
export interface SlipParty {
  name: string;
  /** CPF or CNPJ, formatted for print. */
  document: string;
  address: string;
  /** The address in parts, for the bank; absent if unknown. */
  postal?: PayerAddress | undefined;
}

/** Everything printed on a boleto. Amounts that are 0 or absent stay blank. */
export interface BoletoSlip {
  boleto: Boleto;
  beneficiary: SlipParty;
  payer: SlipParty;
  /** The invoice's number. */
  numeroDocumento?: string | undefined;
  /** Kind of charge: DM (goods), DS (services), … */
  especie?: string | undefined;
  aceite?: "A" | "N" | undefined;
  issueDate?: IsoDate | undefined;
  processingDate?: IsoDate | undefined;
  /** Place of payment; the usual sentence if absent. */
  localPagamento?: string | undefined;
  /** The beneficiary's text for the payer: multa, juros, discount and so on. One entry per line. */
  instructions: readonly string[];
  /** Taken off regardless of the payment date. A conditional discount is an instruction instead. */
  abatementCents?: number | undefined;
  /** The discount registered with the bank; printed among the instructions. */
  discount?: { discountCents: number; discountUntil: IsoDate } | undefined;
  /** The boleto's PIX code as received from the bank, drawn as a QR code. */
  pixCopiaECola?: string | undefined;
  sacadorAvalista?: string | undefined;
  /** A boleto of the demo, marked visibly as not to be paid. */
  demo?: boolean | undefined;
}
