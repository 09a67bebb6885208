import { theBank } from "../../billing/bank-grammar.ts";
import { bankName } from "../../billing/bank-names.ts";
import type { BoletoCard } from "../../conversation/turn.ts";
import type { Author } from "../../operator/author.ts";
import { issueBoleto } from "../boletos/issue-boleto.ts";
import type { Deps } from "../deps.ts";

/**
 * A person makes the boleto of an invoice at a bank on offer, in the place of the one named by `replacing` where one is.
 * The same rules as in the chat; `chatId` is promised the notice. Undefined where the invoice or the bank is no longer
 * to be had.
 */
export async function issueForOperator(
  deps: Deps,
  of: { invoiceId: string; bankWalletId: string; replacing?: string; chatId?: string; by: Author },
): Promise<BoletoCard | undefined> {
  const { isDemo } = await deps.storage.provider();
  const { by, ...asked } = of;
  const card = await deps.storage.transaction(async (records) => {
    const now = deps.clock.now();
    const before = await records.invoiceCase(of.invoiceId, true);
    if (!before || (of.chatId !== undefined && !(await records.chatMaySee(of.chatId, before.contract.id))))
      return undefined;
    const issued = await issueBoleto(records, { ...asked, now, demo: isDemo });
    if (!issued || issued.boletoId === before.living?.id) return issued;
    const sentence = `Fez o boleto da fatura ${before.invoice.externalId} ${theBank(bankName(issued.bankCode)).no}.`;
    await records.log(by, { action: "boleto.issued", subject: `invoice ${of.invoiceId}`, sentence }, now);
    return issued;
  });
  await deps.deliverDue();
  return card;
}
