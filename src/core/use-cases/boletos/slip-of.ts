import { fullDate } from "../../billing/calendar/date-words.ts";
import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import type { BoletoTerms } from "../../billing/money/boleto-terms.ts";
import { formatBrl } from "../../billing/money/money.ts";
import { formatAddress } from "../../billing/people/postal-address.ts";
import { formatTaxId, parseTaxId } from "../../billing/people/tax-id.ts";
import type { Boleto } from "../../boleto/boleto.ts";
import type { BankWalletRecord, SlipDraft } from "../../records/boleto-records.ts";
import type { InvoiceCase } from "../../records/invoice-records.ts";

/** Returns everything that is printed on a boleto, fixed at the time of issue. */
export function slipOf({
  boleto,
  terms,
  bank,
  invoiceCase,
  today,
  demo,
}: {
  /** Absent if the bank assigns the numbers. */
  boleto?: Boleto;
  terms: BoletoTerms;
  bank: BankWalletRecord;
  invoiceCase: InvoiceCase;
  today: IsoDate;
  demo: boolean;
}): SlipDraft {
  const { invoice, contract, subscriber } = invoiceCase;
  return {
    ...(boleto && { boleto }),
    beneficiary: {
      name: bank.beneficiaryName,
      document: formatDocument(bank.beneficiaryDocument),
      address: bank.beneficiaryAddress,
    },
    payer: {
      name: subscriber.name,
      document: formatDocument(subscriber.document),
      address: subscriber.postal ? formatAddress(subscriber.postal) : (subscriber.address ?? contract.address),
      ...(subscriber.postal && { postal: subscriber.postal }),
    },
    numeroDocumento: invoice.externalId,
    especie: "DS",
    aceite: "N",
    issueDate: today,
    processingDate: today,
    instructions: instructionsOf(terms, invoice.description, bank.daysAfterDue),
    ...(terms.abatementCents > 0 && { abatementCents: terms.abatementCents }),
    ...(terms.discount && { discount: terms.discount }),
    ...(demo && { demo }),
  };
}

function formatDocument(document: string): string {
  const taxId = parseTaxId(document);
  return taxId ? formatTaxId(taxId) : document;
}

const formatPercent = (basisPoints: number) => `${String(basisPoints / 100).replace(".", ",")}%`;

function instructionsOf(terms: BoletoTerms, description: string, daysAfterDue: number): string[] {
  const { discount } = terms;
  return [
    `Referente a: ${description}.`,
    terms.multaCents + terms.jurosCents > 0
      ? `Valor com multa de ${formatBrl(terms.multaCents)} e juros de ${formatBrl(terms.jurosCents)} sobre ${formatBrl(terms.principalCents)}.`
      : "",
    discount ? `Até ${fullDate(discount.discountUntil)}, desconto de ${formatBrl(discount.discountCents)}.` : "",
    terms.abatementCents > 0 ? `Abatimento de ${formatBrl(terms.abatementCents)}.` : "",
    terms.multaBasisPoints > 0 ? `Após o vencimento, multa de ${formatPercent(terms.multaBasisPoints)}.` : "",
    terms.jurosBasisPointsMonth
      ? `Após o vencimento, juros de ${formatPercent(terms.jurosBasisPointsMonth)} ao mês.`
      : "",
    terms.jurosPerDayCents > 0 ? `Após o vencimento, juros de ${formatBrl(terms.jurosPerDayCents)} por dia.` : "",
    `Não receber depois de ${daysAfterDue} dias do vencimento.`,
  ].filter((line) => line !== "");
}
