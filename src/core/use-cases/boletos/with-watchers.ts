import type { Records, Storage } from "../../ports.ts";
import type { BoletoRecord } from "../../records/boleto-records.ts";
import type { Chat } from "../../records/chat-records.ts";
import type { InvoiceCase } from "../../records/invoice-records.ts";

/** A boleto, its invoice and the chats that watch it, locked until the transaction ends. */
export interface Watched {
  records: Records;
  boleto: BoletoRecord;
  invoiceCase: InvoiceCase;
  chats: readonly Pick<Chat, "id" | "state">[];
}

/** Selects the chats that watch one boleto, or any boleto of its invoice. */
export interface WatcherSelection {
  boletoId: string;
  scope: "boleto" | "invoice";
}

type WatchedWork = (watched: Watched) => Promise<void>;

/**
 * Runs work on a boleto with its watching chats, its invoice and the boleto itself locked, in the order in which a turn
 * locks them: another order could deadlock. Does nothing if the boleto does not exist.
 */
export async function withWatchers(storage: Storage, selection: WatcherSelection, work: WatchedWork): Promise<void> {
  while (!(await storage.transaction((records) => runLocked(records, selection, work))));
}

/** Like `withWatchers`, inside an open transaction. */
export async function withWatchersIn(records: Records, selection: WatcherSelection, work: WatchedWork): Promise<void> {
  while (!(await runLocked(records, selection, work)));
}

/** Returns false if a chat began to watch in between and is not locked: the caller then tries again. */
async function runLocked(records: Records, { boletoId, scope }: WatcherSelection, work: WatchedWork): Promise<boolean> {
  const known = await records.boleto(boletoId);
  if (!known) return true;
  const watched = scope === "boleto" ? { boletoId } : { invoiceId: known.invoiceId };
  const chats = await records.lockChats(await records.watchersOf(watched));
  const invoiceCase = await records.invoiceCase(known.invoiceId, true);
  const boleto = await records.lockBoleto(boletoId);
  if ((await records.watchersOf(watched)).length > chats.length) return false;
  if (boleto && invoiceCase) await work({ records, boleto, invoiceCase, chats });
  return true;
}
