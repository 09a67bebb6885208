import { localDate } from "../../billing/calendar/local-time.ts";
import { owedCents } from "../../billing/money/money.ts";
import { restOf } from "../../billing/money/part-payments.ts";
import { isLiving } from "../../boleto/boleto-status.ts";
import { paymentUndone, throwAwayBoleto } from "../../conversation/replies/payments.ts";
import type { BoletoRecord } from "../../records/boleto-records.ts";
import { cancelLiving } from "../boletos/cancel-living.ts";
import { registeredTerms } from "../boletos/registered-terms.ts";
import { type Watched, withWatchers } from "../boletos/with-watchers.ts";
import type { Deps } from "../deps.ts";
import { type Rejudged, rejudgePayments } from "./rejudge-payments.ts";

/**
 * Reverses a payment that the bank took back. If the other payments of the invoice cover what is owed, it stays settled;
 * else it is open for all that is owed without this payment. The boleto is payable again until its last payment day if
 * it asks for exactly that, else it is cancelled; so is a living boleto that was issued for the rest.
 */
export async function undoPayment(deps: Deps, boletoId: string): Promise<void> {
  await withWatchers(deps.storage, { boletoId, scope: "invoice" }, async (watched) => {
    const { records, boleto, invoiceCase, chats } = watched;
    const now = deps.clock.now();
    const undone = await records.undoPayment(boletoId, now);
    if (!undone) return;
    const { invoice, living } = invoiceCase;
    const counted = undone.outcome !== "devolver_ou_creditar";
    const rejudged = counted ? await rejudgePayments(records, invoiceCase) : undefined;
    const replaced = undone.outcome === "parcial" && living && isLiving(living.status) ? living : undefined;
    if (replaced) await cancelLiving(records, replaced, now);
    if (boleto.status === "paid" && boleto.codigoBarras !== undefined) await revive(watched, rejudged, replaced, now);
    const wasSettled = undone.outcome === "settled" || rejudged?.settledBefore === true;
    const reopened = wasSettled && rejudged?.settled === false && invoice.status === "paid";
    if (reopened) await records.changeInvoice(boleto.invoiceId, { status: "open" });
    const data = { invoiceId: invoice.externalId, boletoId, amountCents: undone.amountCents, reopened };
    await records.addEvent("payment.undone", data, now);
    if (!reopened && (undone.outcome !== "parcial" || invoice.status !== "open")) return;
    const replies = [paymentUndone(invoice.description), ...(replaced ? [throwAwayBoleto] : [])];
    for (const { id: chatId } of chats) {
      const subject = { kind: "notice", topic: "undone", boletoId, chatId, once: undone.externalId } as const;
      await records.addMessages(subject, { replies, dueAt: now });
    }
  });
  await deps.deliverDue();
}

/** Makes the boleto of the reversed payment payable again, or has it cancelled if it does not ask for what is owed. */
async function revive(
  { records, boleto, invoiceCase }: Watched,
  rejudged: Rejudged | undefined,
  replaced: BoletoRecord | undefined,
  now: Date,
): Promise<void> {
  const { living, invoice } = invoiceCase;
  if (living && living !== replaced && isLiving(living.status)) return;
  if (boleto.payableUntil < localDate(now, invoiceCase.zone)) {
    // The bank is asked about an expired boleto for some days from now on.
    await records.changeBoleto(boleto.id, { status: "expired", closedAt: now });
    return;
  }
  await records.changeBoleto(boleto.id, { status: "payable", closedAt: null });
  const rest = restOf({ ...invoice, principalCents: invoice.amountCents }, rejudged?.partPayments);
  const leftCents = rest.principalCents + rest.multaCents + rest.jurosCents;
  const { abatementCents } = registeredTerms(boleto, invoiceCase);
  const isOurs = boleto.bankWalletId !== undefined;
  const fits = isOurs
    ? owedCents(boleto.principalCents, abatementCents) === leftCents
    : rejudged?.partPayments.length === 0;
  if (rejudged?.settled || (rejudged && !fits)) await cancelLiving(records, boleto, now);
}
