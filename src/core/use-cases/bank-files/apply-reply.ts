import type { ReturnFile } from "../../cnab240/read-return.ts";
import { replyNotes } from "../../cnab240/return-report.ts";
import type { LineProblem } from "../../cnab240/return-title.ts";
import { namesAccount } from "../../cnab240/title-owner.ts";
import type { Records } from "../../ports.ts";

const maxLines = 20;

/**
 * Applies a bank's word on a whole remessa. If the bank refused all of it, none of its boletos exists there: they go
 * into the next remessa again, and nobody is told that a boleto can be paid. Returns what to say to the operator.
 */
export async function applyReply(
  records: Records,
  { file, now, dryRun }: { file: ReturnFile; now: Date; dryRun: boolean },
): Promise<readonly LineProblem[]> {
  const { reply, bankCode } = file;
  if (!reply || !bankCode) return [];
  const said = replyNotes(file);
  const wallets = await records.files.remittanceWallets(bankCode, reply.nsa);
  const [own, other] = wallets.filter(({ wallet }) => namesAccount(reply.owner, bankCode, wallet));
  if (!own || other)
    return [...said, { line: 1, message: `não há aqui a remessa ${reply.nsa} desta conta: nada mudou` }];
  const data = { bankCode, nsa: reply.nsa, outcome: reply.outcome, lines: reply.lines.slice(0, maxLines) };
  if (reply.outcome !== "refused") {
    if (!dryRun) await records.addEvent("remittance.answered", data, now);
    return said;
  }
  if (dryRun) return [...said, { line: 1, message: "os títulos dela voltariam para a próxima remessa" }];
  const refused = await records.files.refuseRemittance(own.id, reply.nsa, now);
  if (!refused) return [...said, { line: 1, message: "esta recusa já era conhecida: nada mudou" }];
  await records.addEvent("remittance.refused", { ...data, putBack: refused.putBack }, now);
  return [...said, { line: 1, message: `títulos que voltam para a próxima remessa: ${refused.putBack}` }];
}
