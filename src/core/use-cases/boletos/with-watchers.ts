import type { Records, Storage } from "../../ports.ts";
import type { BoletoRecord } from "../../records/boleto-records.ts";
import type { Chat } from "../../records/chat-records.ts";
import type { InvoiceCase } from "../../records/invoice-records.ts";

/** A boleto and everybody who was promised to hear of it, locked until the transaction's end. */
export interface Watched {
  records: Records;
  boleto: BoletoRecord;
  invoiceCase: InvoiceCase;
  chats: readonly Pick<Chat, "id" | "state">[];
}

/** Whose watchers: those of one boleto, or of every boleto of its invoice. */
export interface WatchersOf {
  boletoId: string;
  of: "boleto" | "invoice";
}

type WatchedWork = (watched: Watched) => Promise<void>;

/**
 * Runs work about a boleto with its watchers' chats, its invoice and itself locked, in the order in which a turn takes
 * them: the other way round the two would wait for each other. Nothing is run for a boleto that is not there.
 */
export async function withWatchers(storage: Storage, whose: WatchersOf, work: WatchedWork): Promise<void> {
  while (!(await storage.transaction((records) => runLocked(records, whose, work))));
}

/** The same as part of a transaction that is open. */
export async function withWatchersIn(records: Records, whose: WatchersOf, work: WatchedWork): Promise<void> {
  while (!(await runLocked(records, whose, work)));
}

/** False where a chat was promised the notice in between, and is not locked: once more, with it. */
async function runLocked(records: Records, { boletoId, of }: WatchersOf, work: WatchedWork): Promise<boolean> {
  const known = await records.boleto(boletoId);
  if (!known) return true;
  const whose = of === "boleto" ? { boletoId } : { invoiceId: known.invoiceId };
  const chats = await records.lockChats(await records.watchersOf(whose));
  const invoiceCase = await records.invoiceCase(known.invoiceId, true);
  const boleto = await records.lockBoleto(boletoId);
  if ((await records.watchersOf(whose)).length > chats.length) return false;
  if (boleto && invoiceCase) await work({ records, boleto, invoiceCase, chats });
  return true;
}
