import type { Writable } from "node:stream";
import { AppError } from "../../core/app-error.ts";
import { parseTaxId } from "../../core/billing/people/tax-id.ts";
import { listHeldData } from "../../core/conversation/replies/held-data.ts";
import type { Clock, Storage } from "../../core/ports.ts";

/**
 * Runs `faturabot lgpd`: prints or erases the personal data of the subscribers with a given CPF or CNPJ. Returns exit
 * code 1 if there is no such subscriber.
 */
export async function runLgpd(
  { storage, clock }: { storage: Storage; clock: Clock },
  { action, document: given, output }: { action: "report" | "erase"; document: string; output: Writable },
): Promise<number> {
  const document = parseTaxId(given)?.value;
  if (document === undefined)
    throw new AppError("document", "--document: esperado um CPF ou CNPJ com dígitos verificadores certos.");
  const now = clock.now();
  const { place } = await storage.provider();
  const reports = await storage.transaction(async (records) => {
    const subscribers = await records.subscribersOfDocument(document);
    const parts: string[] = [];
    for (const subscriberId of subscribers) {
      if (action === "report") {
        const held = await records.heldData(subscriberId);
        if (held) parts.push(listHeldData(held, now, place.zone));
        continue;
      }
      const { chats, messages } = await records.eraseTexts({ subscriberIds: [subscriberId] });
      await records.addEvent("privacy.erased", { by: "provider", chats, messages }, now);
      parts.push(
        `Apagados os textos de ${messages} mensagens, em ${chats} conversas, e a ligação delas com o cadastro.\nFicam cadastro, faturas, boletos e pagamentos, o registro dos atendimentos e as escolhas sobre avisos. Veja docs/privacidade.md.\n`,
      );
    }
    return parts;
  });
  output.write(reports.length > 0 ? reports.join("\n") : "Ninguém no cadastro tem este documento.\n");
  return reports.length > 0 ? 0 : 1;
}
