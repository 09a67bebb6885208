import type { IsoDate } from "../billing/iso-date.ts";
import { isLiving, mayMove } from "../boleto/boleto-status.ts";
import { paidTwice, paymentArrived } from "../conversation/replies.ts";
import { cancelLiving } from "./cancel-living.ts";
import type { Deps } from "./deps.ts";

/** Money that a bank reports for a boleto. `externalId` is the report's own name: the same one twice is one. */
export interface PaymentReport {
  boletoId: string;
  amountCents: number;
  paidOn: IsoDate;
  externalId: string;
}

/**
 * Keeps a payment, whatever the boleto's status. It settles an open invoice and takes every other living boleto of it
 * out of the way; a second one settles nothing and waits for the operator (devolver ou creditar).
 */
export async function recordPayment(deps: Deps, report: PaymentReport): Promise<void> {
  await deps.storage.transaction(async (records) => {
    const now = deps.clock.now();
    const known = await records.boleto(report.boletoId);
    if (!known) return;
    if (known.chatId !== undefined) await records.lockChat(known.chatId);
    const invoiceCase = await records.invoiceCase(known.invoiceId, true);
    const boleto = await records.lockBoleto(report.boletoId);
    if (!invoiceCase || !boleto) return;
    const settles = !["paid", "cancelled"].includes(invoiceCase.invoice.status);
    const outcome = settles ? "settled" : "devolver_ou_creditar";
    const isNew = await records.insertPayment({ ...report, invoiceId: boleto.invoiceId, outcome });
    if (!isNew) return;

    if (mayMove(boleto.status, "paid")) await records.changeBoleto(boleto.id, { status: "paid", closedAt: now });
    if (settles) {
      await records.changeInvoice(boleto.invoiceId, { status: "paid" });
      const { living } = invoiceCase;
      if (living && living.id !== boleto.id && isLiving(living.status)) await cancelLiving(records, living, now);
    }
    const { externalId: invoiceId, description } = invoiceCase.invoice;
    await records.addEvent(
      "payment.received",
      { invoiceId, boletoId: boleto.id, amountCents: report.amountCents, outcome },
      now,
    );
    if (boleto.chatId === undefined) return;
    const replies = [settles ? paymentArrived(description) : paidTwice];
    const key = `notice:${boleto.id}:${settles ? "paid" : "paid-twice"}`;
    await records.addNotice({ chatId: boleto.chatId, boletoId: boleto.id, key, replies, dueAt: now });
  });
  await deps.deliverDue();
}
