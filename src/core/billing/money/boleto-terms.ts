import type { IsoDate } from "../calendar/iso-date.ts";

/** A discount registered with a boleto. */
export interface Discount {
  discountCents: number;
  /** The last day of the discount. */
  discountUntil: IsoDate;
}

/** Terms under which a boleto is registered. `amountCents` = principal + multa + juros, the amount in its bar code. */
export interface BoletoTerms {
  dueDate: IsoDate;
  /** After part payments, what was left with the charges that were due then. */
  principalCents: number;
  /** Charges already included in the amount. */
  multaCents: number;
  jurosCents: number;
  amountCents: number;
  /** The amount includes charges for late payment. */
  overdue: boolean;
  /** Registered without multa: the amount includes it already, or the contract has none. */
  multaIsento: boolean;
  /** Multa for payment after `dueDate`; 0 if isento. */
  multaBasisPoints: number;
  /** Juros for each calendar day after `dueDate`; 0 if isento, or if a monthly rate is registered instead. */
  jurosPerDayCents: number;
  /** Juros as a monthly rate, which the bank computes by the day; absent or 0 if an amount a day is registered. */
  jurosBasisPointsMonth?: number;
  discount?: Discount;
  /** Abatimento, to be taken off the amount; 0 for none. */
  abatementCents: number;
  /** The due date is later than the contractual one, free of charge. */
  rolledOver: boolean;
}
