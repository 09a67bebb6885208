import { switchedElsewhere } from "../../conversation/replies/offers.ts";
import type { BoletoCard } from "../../conversation/turn.ts";
import type { BoletoRecords } from "../../records/boleto-records.ts";
import type { ChatRecords } from "../../records/chat-records.ts";

/**
 * After a change of the bank, tells the other chats that watch the old boleto not to pay it. From then on they watch
 * the new one.
 */
export async function tellReplaced(
  records: BoletoRecords & ChatRecords,
  boletos: { from: BoletoCard; to: BoletoCard },
  { chatId: chosenIn, now }: { chatId?: string; now: Date },
): Promise<void> {
  const { from, to } = boletos;
  for (const chatId of await records.watchersOf({ boletoId: from.boletoId })) {
    if (chatId === chosenIn) continue;
    await records.watchBoleto(to.boletoId, chatId, now);
    const subject = { kind: "notice", topic: "replaced", boletoId: from.boletoId, chatId } as const;
    await records.addMessages(subject, { replies: [switchedElsewhere(from.bankName, to.bankName)], dueAt: now });
  }
}
