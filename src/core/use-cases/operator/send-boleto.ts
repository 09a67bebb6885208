import { localDate } from "../../billing/calendar/local-time.ts";
import { boletoInHand, stillPreparing } from "../../conversation/replies/boleto.ts";
import type { Author } from "../../operator/author.ts";
import type { Deps } from "../deps.ts";
import { boletoCard } from "../turn/boleto-card.ts";

/** Outcome: sent, promised for when the bank has registered it, or the reason why not. */
export type SentBoleto = "sent" | "promised" | "not-theirs" | "no-boleto" | "announced";

/**
 * Sends the living boleto of an invoice, for an operator, to a chat that may see it: at once if it can be paid,
 * otherwise as soon as it can. Requested twice with the same `key`, it is sent once.
 */
export async function sendBoleto(
  deps: Deps,
  { chatId, invoiceId, key, by }: { chatId: string; invoiceId: string; key: string; by: Author },
): Promise<SentBoleto> {
  const sent = await deps.storage.transaction(async (records): Promise<SentBoleto> => {
    const now = deps.clock.now();
    await records.lockChats([chatId]);
    const invoiceCase = await records.invoiceCase(invoiceId, true);
    if (!invoiceCase || !(await records.chatMaySee(chatId, invoiceCase.contract.id))) return "not-theirs";
    if (invoiceCase.announced) return "announced";
    const { living } = invoiceCase;
    if (!living || living.payableUntil < localDate(now, invoiceCase.zone)) return "no-boleto";
    const card = boletoCard(living, invoiceCase, now);
    const payable = card.status === "payable";
    if (!payable) await records.watchBoleto(living.id, chatId, now);
    const replies = payable ? boletoInHand(card) : [stillPreparing(card, now)];
    const subject = { kind: "person", boletoId: living.id, chatId, once: key } as const;
    await records.addMessages(subject, { replies, dueAt: now, writtenBy: by.name });
    return payable ? "sent" : "promised";
  });
  await deps.deliverDue();
  return sent;
}
