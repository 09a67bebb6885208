import { localDate } from "../../billing/calendar/local-time.ts";
import { isLiving } from "../../boleto/boleto-status.ts";
import { paymentUndone } from "../../conversation/replies/payments.ts";
import { withWatchers } from "../boletos/with-watchers.ts";
import type { Deps } from "../deps.ts";

/**
 * Reverses a payment that the bank took back. If the invoice has another payment, that one settles it now; else the
 * invoice is open again, and the boleto is payable until its last payment day.
 */
export async function undoPayment(deps: Deps, boletoId: string): Promise<void> {
  await withWatchers(deps.storage, { boletoId, scope: "invoice" }, async ({ records, boleto, invoiceCase, chats }) => {
    const now = deps.clock.now();
    const undone = await records.undoPayment(boletoId, now);
    if (!undone) return;
    const { invoice, living } = invoiceCase;
    if (boleto.status === "paid" && boleto.codigoBarras !== undefined && !(living && isLiving(living.status))) {
      const status = boleto.payableUntil >= localDate(now) ? "payable" : "expired";
      // The bank is asked about an expired boleto for some days from now on.
      await records.changeBoleto(boletoId, { status, closedAt: status === "expired" ? now : null });
    }
    const reopened = undone.settled && !undone.settledByOther && invoice.status === "paid";
    if (reopened) await records.changeInvoice(boleto.invoiceId, { status: "open" });
    const data = { invoiceId: invoice.externalId, boletoId, amountCents: undone.amountCents, reopened };
    await records.addEvent("payment.undone", data, now);
    if (!reopened) return;
    for (const { id: chatId } of chats) {
      const subject = { kind: "notice", topic: "undone", boletoId, chatId, once: undone.externalId } as const;
      await records.addMessages(subject, { replies: [paymentUndone(invoice.description)], dueAt: now });
    }
  });
  await deps.deliverDue();
}
