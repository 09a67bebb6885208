import { daysBetween } from "../../core/billing/calendar/iso-date.ts";
import type { BoletoRecord } from "../../core/records/boleto-records.ts";
import { shortReference } from "../../core/registration/short-reference.ts";
import { monthlyPercent, reais } from "../rest/money.ts";
import { wrapLines } from "../rest/wrap-lines.ts";

const minCents = 500;
/** What Asaas prints of instructions. */
const printed = { width: 500, most: 1 };

/** Returns why Asaas cannot register a boleto as it is meant; undefined if it can. */
export function obstacleAt({ amountCents, slip }: BoletoRecord): string | undefined {
  if (amountCents < minCents) return "O Asaas registra a partir de R$ 5,00.";
  if (slip.abatementCents) return "O Asaas não registra abatimento.";
  return undefined;
}

/**
 * Builds the body that creates a charge with boleto. Multa, juros and discount are sent also where there are none,
 * because the account may have defaults of its own.
 */
export function chargeRequest(boleto: BoletoRecord, customer: string) {
  const { slip, dueDate, payableUntil, amountCents, multaBasisPoints } = boleto;
  const { discount } = slip;
  const [description = ""] = wrapLines(slip.instructions, printed);
  return {
    customer,
    billingType: "BOLETO",
    value: reais(amountCents),
    dueDate,
    description,
    daysAfterDueDateToRegistrationCancellation: daysBetween(dueDate, payableUntil),
    externalReference: shortReference(boleto.id),
    discount: {
      type: "FIXED",
      value: reais(discount?.discountCents ?? 0),
      dueDateLimitDays: discount ? daysBetween(discount.discountUntil, dueDate) : 0,
    },
    interest: { value: monthlyPercent(boleto) },
    fine: { type: "PERCENTAGE", value: multaBasisPoints / 100 },
    postalService: false,
  };
}
