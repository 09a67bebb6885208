import type { IsoDate } from "../calendar/iso-date.ts";

/** A discount as it is registered with a boleto. */
export interface Discount {
  discountCents: number;
  /** Last day, as registered. */
  discountUntil: IsoDate;
}

/** What a boleto is registered with. `amountCents` = principal + multa + juros: the amount in its bar code. */
export interface BoletoTerms {
  dueDate: IsoDate;
  principalCents: number;
  /** Charges already in the amount. */
  multaCents: number;
  jurosCents: number;
  amountCents: number;
  /** The charges of lateness are in the amount. */
  overdue: boolean;
  /** Registered without multa, because it is in the amount already. */
  multaIsento: boolean;
  /** Registered for payment after `dueDate`; 0 when isento. */
  multaBasisPoints: number;
  /** Registered for each calendar day after `dueDate`; 0 is "isento". */
  jurosPerDayCents: number;
  discount?: Discount;
  /** Registered abatimento, off the amount; 0 for none. */
  abatementCents: number;
  /** The contractual due date could not be kept, and nothing is charged for that. */
  rolledOver: boolean;
}
