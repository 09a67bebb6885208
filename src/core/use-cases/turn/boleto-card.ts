import { bankName } from "../../billing/bank-names.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import { fileRegistrationDay } from "../../billing/calendar/payment-day.ts";
import { amountOn } from "../../billing/money/amount-on.ts";
import { isOverdue } from "../../billing/money/charges.ts";
import { formatTaxId, parseTaxId } from "../../billing/people/tax-id.ts";
import { isLiving } from "../../boleto/boleto-status.ts";
import type { BoletoCard } from "../../conversation/turn.ts";
import type { BoletoRecord } from "../../records/boleto-records.ts";
import type { InvoiceCase } from "../../records/invoice-records.ts";
import { registeredTerms } from "../boletos/registered-terms.ts";

/**
 * Returns a living boleto, as a conversation shows it. Throws for any other status, because such a boleto must not be
 * shown.
 */
export function boletoCard(
  boleto: BoletoRecord,
  { bankWallets, zone, localHolidays, invoice, contract }: InvoiceCase,
  now: Date,
): BoletoCard {
  if (!isLiving(boleto.status)) throw new Error(`A boleto that is ${boleto.status} is not shown`);
  const today = localDate(now, zone);
  const overdue = isOverdue(boleto.dueDate, today, localHolidays);
  const bank = bankWallets.find(({ id }) => id === boleto.bankWalletId);
  const { discount: registered, ...terms } = registeredTerms(boleto, { invoice, contract });
  const { abatementCents } = terms;
  const discount = registered &&
    registered.discountUntil >= today && {
      cents: boleto.amountCents - abatementCents - registered.discountCents,
      until: registered.discountUntil,
    };
  return {
    boletoId: boleto.id,
    invoiceId: boleto.invoiceId,
    bankName: bankName(boleto.bankCode),
    bankCode: boleto.bankCode,
    status: boleto.status,
    dueDate: boleto.dueDate,
    amountCents: boleto.amountCents,
    principalCents: boleto.principalCents,
    multaCents: boleto.multaCents,
    jurosCents: boleto.jurosCents,
    todayCents: amountOn(terms, today, localHolidays),
    abatementCents,
    overdue,
    ...(discount && { discount }),
    promise:
      bank?.registersBy === "cnab240"
        ? { kind: "day", on: fileRegistrationDay(boleto.issuedAt, bank.cutOff, { zone, localHolidays }) }
        : { kind: "moment", at: boleto.promisedAt },
    zone,
    unconfirmed: boleto.unconfirmed,
    linhaDigitavel: boleto.linhaDigitavel ?? "",
    ...(boleto.pixCopiaECola !== undefined && { pixCopiaECola: boleto.pixCopiaECola }),
    beneficiaryName: boleto.slip.beneficiary.name,
    beneficiaryDocument: formatDocument(boleto.slip.beneficiary.document),
  };
}

function formatDocument(document: string): string {
  const taxId = parseTaxId(document);
  return taxId ? `${taxId.kind === "cpf" ? "CPF" : "CNPJ"} ${formatTaxId(taxId)}` : document;
}
