import { bankName } from "../../core/billing/bank-names.ts";
import { isoDate } from "../../core/billing/calendar/iso-date.ts";
import { formatTaxId, parseTaxId } from "../../core/billing/people/tax-id.ts";
import type { BoletoSlip } from "../../core/boleto/slip.ts";
import type { HistoryLine, Receipt } from "../../core/use-cases/central.ts";
import type { Payment, PrismaClient } from "../../database/generated/client.ts";
import { dayOf } from "../../database/sql.ts";
import { registrationsOf } from "../same-person.ts";

/** At most this many invoices are shown: ten years of one contract. */
const maxInvoices = 120;
const settled = { outcome: "settled" as const, undoneAt: null };

/**
 * Creates the queries for the invoices and payments of a subscriber, newest first, and for the receipt of a payment.
 */
export function createPaymentHistory(prisma: PrismaClient) {
  return {
    async lines(subscriberId: string): Promise<HistoryLine[]> {
      const rows = await prisma.invoice.findMany({
        where: {
          contract: { subscriberId: { in: await registrationsOf(prisma, subscriberId) } },
          status: { not: "cancelled" },
        },
        include: {
          contract: { select: { address: true } },
          payments: { where: { outcome: { in: ["settled", "parcial"] }, undoneAt: null } },
        },
        orderBy: [{ dueDate: "desc" }, { externalId: "desc" }],
        take: maxInvoices,
      });
      return rows.map(({ id, contract, description, dueDate, amountCents, status, payments }) => ({
        invoiceId: id,
        contract: contract.address,
        description,
        dueDate: isoDate(dayOf(dueDate)),
        amountCents: Number(amountCents),
        status,
        ...paidOf(payments),
      }));
    },
    async receipt(subscriberId: string, paymentId: string): Promise<Receipt | undefined> {
      const own = { subscriberId: { in: await registrationsOf(prisma, subscriberId) } };
      const payment = await prisma.payment.findFirst({
        where: { id: paymentId, ...settled, invoice: { contract: own } },
        include: { boleto: true, invoice: { include: { contract: { include: { subscriber: true } } } } },
      });
      if (!payment) return undefined;
      const { invoice, boleto, paidOn, amountCents } = payment;
      const { subscriber, address } = invoice.contract;
      const beneficiary = boleto && (boleto.slip as unknown as BoletoSlip).beneficiary;
      return {
        payerName: subscriber.name,
        payerDocument: formatDocument(subscriber.document),
        contract: address,
        description: invoice.description,
        dueDate: isoDate(dayOf(invoice.dueDate)),
        paidOn: isoDate(dayOf(paidOn)),
        ...(payment.amountTold && { amountCents: Number(amountCents) }),
        ...(boleto && { bankName: bankName(boleto.bankCode) }),
        ...(beneficiary && {
          beneficiaryName: beneficiary.name,
          beneficiaryDocument: formatDocument(beneficiary.document),
        }),
      };
    },
  };
}

function paidOf(payments: readonly Payment[]): Pick<HistoryLine, "payment" | "partPaidCents"> {
  const settling = payments.find(({ outcome }) => outcome === "settled");
  const partPaidCents = payments
    .filter(({ outcome }) => outcome === "parcial")
    .reduce((sum, { amountCents }) => sum + Number(amountCents), 0);
  return {
    ...(settling && {
      payment: {
        id: settling.id,
        paidOn: isoDate(dayOf(settling.paidOn)),
        ...(settling.amountTold && { amountCents: Number(settling.amountCents) }),
      },
    }),
    ...(partPaidCents > 0 && { partPaidCents }),
  };
}

function formatDocument(document: string): string {
  const taxId = parseTaxId(document);
  return taxId ? formatTaxId(taxId) : document;
}
