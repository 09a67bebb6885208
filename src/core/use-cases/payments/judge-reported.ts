import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { type JudgedPayment, judgePayment } from "../../billing/money/judge-payment.ts";
import { owedCents } from "../../billing/money/money.ts";
import type { BoletoRecord } from "../../records/boleto-records.ts";
import type { InvoiceCase } from "../../records/invoice-records.ts";
import { registeredTerms } from "../boletos/registered-terms.ts";

/** Judges a payment of a boleto against its open invoice, whose part payments are those of `invoiceCase`. */
export function judgeReported(
  invoiceCase: InvoiceCase,
  boleto: BoletoRecord,
  { amountCents, paidOn }: { amountCents: number; paidOn: IsoDate },
): JudgedPayment {
  const { invoice, contract, localHolidays, toleranceCents = 0 } = invoiceCase;
  const { discount, ...terms } = registeredTerms(boleto, invoiceCase);
  const { bankWalletId, principalCents, multaCents, jurosCents } = boleto;
  const ours = {
    principalCents: owedCents(principalCents, terms.abatementCents),
    chargedCents: multaCents + jurosCents,
  };
  const owed = owedCents(invoice.amountCents, invoice.abatementCents);
  const elsewhere = { chargedCents: Math.max(0, boleto.amountCents - owed) };
  return judgePayment({
    amountCents,
    paidOn,
    invoice,
    contract,
    boleto: { ...terms, ...(discount && { discount }), ...(bankWalletId === undefined ? elsewhere : ours) },
    localHolidays,
    toleranceCents,
  });
}
