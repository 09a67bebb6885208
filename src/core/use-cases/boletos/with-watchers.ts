import type { Records, Storage } from "../../ports.ts";
import type { BoletoRecord, Chat, InvoiceCase } from "../../records.ts";

/** A boleto and everybody who was promised to hear of it, locked until the transaction's end. */
export interface Watched {
  records: Records;
  boleto: BoletoRecord;
  invoiceCase: InvoiceCase;
  chats: readonly Pick<Chat, "id" | "state">[];
}

/**
 * Runs work about a boleto with its watchers' chats, its invoice and itself locked, in the order in which a turn takes
 * them: the other way round the two would wait for each other. Nothing is run for a boleto that is not there.
 */
export async function withWatchers(
  storage: Storage,
  { boletoId, of }: { boletoId: string; of: "boleto" | "invoice" },
  work: (watched: Watched) => Promise<void>,
): Promise<void> {
  for (;;) {
    const done = await storage.transaction(async (records) => {
      const known = await records.boleto(boletoId);
      if (!known) return true;
      const whose = of === "boleto" ? { boletoId } : { invoiceId: known.invoiceId };
      const chats = await records.lockChats(await records.watchersOf(whose));
      const invoiceCase = await records.invoiceCase(known.invoiceId, true);
      const boleto = await records.lockBoleto(boletoId);
      // A chat that was promised the notice in between is not locked: once more, with it.
      if ((await records.watchersOf(whose)).length > chats.length) return false;
      if (boleto && invoiceCase) await work({ records, boleto, invoiceCase, chats });
      return true;
    });
    if (done) return;
  }
}
