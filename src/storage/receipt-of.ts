import { AppError } from "../core/app-error.ts";
import { isoDate } from "../core/billing/calendar/iso-date.ts";
import { localDate } from "../core/billing/calendar/local-time.ts";
import { brasilia } from "../core/billing/calendar/zone.ts";
import type { BoletoSlip } from "../core/boleto/slip.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { dayOf } from "../database/sql.ts";

/** Returns what the receipt of a paid boleto says. Throws AppError if no payment of the boleto settles the invoice. */
export async function receiptOf(prisma: PrismaClient, boletoId: string, now: Date) {
  const payment = await prisma.payment.findFirst({
    where: { boletoId, outcome: { in: ["settled", "parcial"] }, undoneAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    include: { boleto: true, invoice: true },
  });
  if (!payment?.boleto) throw new AppError("not-paid", "Não há pagamento desta fatura.");
  const { boleto, invoice, paidOn, amountCents } = payment;
  const { beneficiary, payer, numeroDocumento, demo } = boleto.slip as unknown as BoletoSlip;
  return {
    beneficiary,
    payer,
    description: invoice.description,
    ...(numeroDocumento !== undefined && { numeroDocumento }),
    dueDate: isoDate(dayOf(invoice.dueDate)),
    paidOn: isoDate(dayOf(paidOn)),
    ...(payment.amountTold && { amountCents: Number(amountCents) }),
    bankCode: boleto.bankCode,
    ...(boleto.nossoNumero !== null && { nossoNumero: boleto.nossoNumero }),
    ...(boleto.linhaDigitavel !== null && { linhaDigitavel: boleto.linhaDigitavel }),
    issuedOn: localDate(now, brasilia),
    ...(demo && { demo }),
  };
}

/** Returns what is printed on a boleto. Throws AppError if the boleto is not payable. */
export async function boletoSlip(prisma: PrismaClient, boletoId: string): Promise<BoletoSlip> {
  const boleto = await prisma.boleto.findUnique({ where: { id: boletoId }, select: { status: true, slip: true } });
  if (boleto?.status !== "payable") throw new AppError("not-payable", "Este boleto não pode ser entregue agora.");
  return boleto.slip as unknown as BoletoSlip;
}
