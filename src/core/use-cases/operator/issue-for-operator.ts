import { theBank } from "../../billing/bank-grammar.ts";
import { bankName } from "../../billing/bank-names.ts";
import type { BoletoCard } from "../../conversation/turn.ts";
import type { Author } from "../../operator/author.ts";
import { issueBoleto } from "../boletos/issue-boleto.ts";
import type { Deps } from "../deps.ts";

/**
 * Issues a boleto for an operator, by the same rules as in a chat. `replacing` names the boleto that it replaces, if
 * there is one. The chat `chatId`, if given, is told when the new one can be paid. Returns undefined if the invoice or
 * the bank is no longer available, or if the chat may not see the invoice.
 */
export async function issueForOperator(
  deps: Deps,
  request: { invoiceId: string; bankWalletId: string; replacing?: string; chatId?: string; by: Author },
): Promise<BoletoCard | undefined> {
  const { isDemo } = await deps.storage.provider();
  const { by, ...issue } = request;
  const card = await deps.storage.transaction(async (records) => {
    const now = deps.clock.now();
    const before = await records.invoiceCase(request.invoiceId, true);
    if (!before || (request.chatId !== undefined && !(await records.chatMaySee(request.chatId, before.contract.id))))
      return undefined;
    const issued = await issueBoleto(records, { ...issue, now, demo: isDemo });
    if (!issued || issued.boletoId === before.living?.id) return issued;
    const sentence = `Fez o boleto da fatura ${before.invoice.externalId} ${theBank(bankName(issued.bankCode)).no}.`;
    await records.log(by, { action: "boleto.issued", subject: `invoice ${request.invoiceId}`, sentence }, now);
    return issued;
  });
  await deps.deliverDue();
  return card;
}
