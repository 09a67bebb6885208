import type { IsoDate } from "../calendar/iso-date.ts";
import { owedCents } from "./money.ts";

/** A payment that did not cover what was due on its day, and the late charges that were due with it. */
export interface PartPayment {
  amountCents: number;
  paidOn: IsoDate;
  multaCents: number;
  jurosCents: number;
}

/** What is left to pay of an invoice, before anything that falls due later. */
export interface Rest {
  /** Bears multa and juros. */
  principalCents: number;
  /** Charges that were due before and are still unpaid; nothing is charged on them. */
  multaCents: number;
  jurosCents: number;
  /** Multa was charged: it is not charged again. */
  multaCharged: boolean;
  /** Juros are charged up to this day; absent if none were charged yet. */
  jurosUntil?: IsoDate;
}

/**
 * Returns the rest of a principal after part payments. They are taken off the principal first, which bears the charges;
 * the law would let the creditor take them off the juros first (Código Civil art. 354). See docs/decisions/021.
 */
export function restOf(
  { principalCents, abatementCents }: { principalCents: number; abatementCents?: number | undefined },
  parts: readonly PartPayment[] = [],
): Rest {
  const owed = owedCents(principalCents, abatementCents);
  const sum = (pick: (part: PartPayment) => number) => parts.reduce((total, part) => total + pick(part), 0);
  const paid = sum(({ amountCents }) => amountCents);
  const multa = sum(({ multaCents }) => multaCents);
  const charges = multa + sum(({ jurosCents }) => jurosCents);
  const unpaid = Math.min(charges, Math.max(0, owed + charges - paid));
  const multaCents = Math.min(multa, unpaid);
  const jurosUntil = parts
    .filter(({ jurosCents }) => jurosCents > 0)
    .map(({ paidOn }) => paidOn)
    .sort()
    .at(-1);
  return {
    principalCents: Math.max(0, owed - paid),
    multaCents,
    jurosCents: unpaid - multaCents,
    multaCharged: multa > 0,
    ...(jurosUntil && { jurosUntil }),
  };
}
