import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import { settlementDay } from "../../billing/calendar/payment-day.ts";
import type { Place } from "../../billing/calendar/place.ts";
import { announcementUndone, paymentAnnounced } from "../../conversation/replies/payments.ts";
import { type Watched, withWatchers } from "../boletos/with-watchers.ts";
import type { Deps } from "../deps.ts";

/**
 * Records that a bank announced a payment of a boleto, which it books on a later day. It settles nothing yet; until
 * then the invoice gets no other boleto. Every chat that watches a boleto of the invoice is told, once.
 */
export async function announcePayment(deps: Deps, boletoId: string): Promise<void> {
  await withWatchers(deps.storage, { boletoId, scope: "invoice" }, async (watched) => {
    await announcePaymentIn(watched, deps.clock.now());
  });
  await deps.deliverDue();
}

/** Like `announcePayment`, in an open transaction. Returns whether it is news. */
export async function announcePaymentIn({ records, boleto, invoiceCase, chats }: Watched, now: Date): Promise<boolean> {
  const { invoice } = invoiceCase;
  const isPaid = boleto.status === "paid" || invoice.status === "paid" || invoice.status === "cancelled";
  if (isPaid || boleto.announcedAt) return false;
  await records.changeBoleto(boleto.id, { announcedAt: now });
  await records.addEvent("boleto.payment-announced", { boletoId: boleto.id, invoiceId: invoice.externalId }, now);
  for (const { id: chatId } of chats) {
    const once = String(now.getTime());
    const subject = { kind: "notice", topic: "announced", boletoId: boleto.id, chatId, once } as const;
    await records.addMessages(subject, { replies: [paymentAnnounced(invoice.description)], dueAt: now });
  }
  return true;
}

/** Returns true if an announced payment should have been booked before this day. */
export const isAnnouncementOver = (announcedAt: Date, today: IsoDate, { zone, localHolidays }: Place): boolean =>
  today > settlementDay(localDate(announcedAt, zone), localHolidays);

/** Takes back an announced payment that the bank did not book, and tells every watching chat. */
export async function takeBackAnnouncement({ records, boleto, invoiceCase, chats }: Watched, now: Date): Promise<void> {
  const { announcedAt } = boleto;
  if (!announcedAt) return;
  const { invoice } = invoiceCase;
  await records.changeBoleto(boleto.id, { announcedAt: null });
  const data = { boletoId: boleto.id, invoiceId: invoice.externalId };
  await records.addEvent("boleto.payment-announcement-undone", data, now);
  if (invoice.status !== "open") return;
  for (const { id: chatId } of chats) {
    const once = String(announcedAt.getTime());
    const subject = { kind: "notice", topic: "unannounced", boletoId: boleto.id, chatId, once } as const;
    await records.addMessages(subject, { replies: [announcementUndone(invoice.description)], dueAt: now });
  }
}
