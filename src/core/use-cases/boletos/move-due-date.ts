import { AppError } from "../../app-error.ts";
import { payableUntil } from "../../billing/calendar/payment-day.ts";
import { buildBoleto } from "../../boleto/boleto.ts";
import { boletoInHand, dueDateMoved } from "../../conversation/replies/boleto.ts";
import type { Records } from "../../ports.ts";
import { boletoCard } from "../turn/boleto-card.ts";
import { withWatchersIn } from "./with-watchers.ts";

/**
 * Moves a boleto to the requested due date, after the bank has accepted it. The linha digitável changes, and every chat
 * that watches the boleto gets the new one. Throws AppError if the new numbers cannot be built.
 */
export async function moveDueDate(records: Records, boletoId: string, now: Date): Promise<void> {
  const dueDate = await records.files.dueDateAsked(boletoId);
  if (!dueDate) return;
  await withWatchersIn(records, { boletoId, scope: "boleto" }, async ({ boleto, invoiceCase, chats }) => {
    const bank = invoiceCase.bankWallets.find(({ id }) => id === boleto.bankWalletId);
    if (!bank) return;
    const built = buildBoleto({
      banco: bank.bankCode,
      ...bank.account,
      nossoNumero: boleto.nossoNumero,
      valorCentavos: boleto.amountCents,
      vencimento: dueDate,
    });
    if (!built.ok) throw new AppError("boleto-refused", `${built.error.field}: ${built.error.message}`);
    const { codigoBarras, linhaDigitavel } = built.boleto;
    const until = payableUntil(dueDate, bank.daysAfterDue, invoiceCase.localHolidays);
    const slip = { ...boleto.slip, boleto: built.boleto };
    const moved = { dueDate, payableUntil: until, codigoBarras, linhaDigitavel, slip };
    await records.files.moveDueDate(boletoId, moved);
    await records.files.instructionAnswered(boletoId, "06", now);
    await records.addEvent("boleto.due-date-moved", { boletoId, dueDate }, now);
    const card = boletoCard({ ...boleto, ...moved }, invoiceCase, now);
    const replies = [dueDateMoved(dueDate), ...boletoInHand(card)];
    for (const { id: chatId } of chats) {
      const subject = { kind: "notice", topic: "due", boletoId, chatId, once: dueDate } as const;
      await records.addMessages(subject, { replies, dueAt: now });
    }
  });
}
