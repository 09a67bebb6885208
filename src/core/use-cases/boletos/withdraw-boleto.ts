import { theBank } from "../../billing/bank-grammar.ts";
import { bankName } from "../../billing/bank-names.ts";
import { isLiving } from "../../boleto/boleto-status.ts";
import { boletoWithdrawn } from "../../conversation/replies/boleto.ts";
import type { Author } from "../../operator/author.ts";
import type { Deps } from "../deps.ts";
import { cancelLiving } from "./cancel-living.ts";
import { withWatchers } from "./with-watchers.ts";

/**
 * Cancels a living boleto for an operator. The bank is asked until it confirms, and every chat that watches the boleto
 * is told.
 */
export async function withdrawBoleto(
  deps: Deps,
  { boletoId, by }: { boletoId: string; by: Author },
): Promise<"cancelling" | "not-living"> {
  let outcome: "cancelling" | "not-living" = "not-living";
  await withWatchers(deps.storage, { boletoId, scope: "boleto" }, async ({ records, boleto, invoiceCase, chats }) => {
    const now = deps.clock.now();
    outcome = "not-living";
    if (!isLiving(boleto.status)) return;
    outcome = "cancelling";
    await cancelLiving(records, boleto, now);
    const name = bankName(boleto.bankCode);
    for (const { id: chatId } of chats) {
      const subject = { kind: "notice", topic: "withdrawn", boletoId, chatId } as const;
      await records.addMessages(subject, { replies: [boletoWithdrawn(name)], dueAt: now });
    }
    const sentence = `Cancelou o boleto ${theBank(name).do} da fatura ${invoiceCase.invoice.externalId}.`;
    await records.log(by, { action: "boleto.withdrawn", subject: `invoice ${boleto.invoiceId}`, sentence }, now);
  });
  await deps.deliverDue();
  return outcome;
}
