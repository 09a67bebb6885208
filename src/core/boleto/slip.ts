import type { IsoDate } from "../billing/calendar/iso-date.ts";
import type { PayerAddress } from "../billing/people/postal-address.ts";
import type { Boleto } from "./boleto.ts";

/** A party that is printed on a boleto. Empty texts are left blank. */
export interface SlipParty {
  name: string;
  /** The CPF or CNPJ, formatted for print. */
  document: string;
  address: string;
  /** The address in its parts, for the bank; absent if it is unknown. */
  postal?: PayerAddress | undefined;
}

/** Everything that is printed on a boleto. An amount that is 0 or absent is left blank. */
export interface BoletoSlip {
  boleto: Boleto;
  beneficiary: SlipParty;
  payer: SlipParty;
  /** The number of the invoice. */
  numeroDocumento?: string | undefined;
  /** The kind of charge: DM (goods), DS (services), … */
  especie?: string | undefined;
  aceite?: "A" | "N" | undefined;
  issueDate?: IsoDate | undefined;
  processingDate?: IsoDate | undefined;
  /** The place of payment. If it is absent, the usual sentence is printed. */
  localPagamento?: string | undefined;
  /** The text of the beneficiary for the payer, such as multa, juros and discount. Each entry is a line. */
  instructions: readonly string[];
  /**
   * The rebate (abatimento): deducted whenever the boleto is paid. A discount under a condition is an instruction
   * instead.
   */
  abatementCents?: number | undefined;
  /** The discount that is registered at the bank; it is printed among the instructions. */
  discount?: { discountCents: number; discountUntil: IsoDate } | undefined;
  /** The PIX code of the boleto, as it came from the bank. It is drawn as a QR code. */
  pixCopiaECola?: string | undefined;
  sacadorAvalista?: string | undefined;
  /** True for a boleto of the demo. The print says that it must not be paid. */
  demo?: boolean | undefined;
}
