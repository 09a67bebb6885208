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

/** Which chats are meant: those that watch one boleto, or any boleto of its invoice. */
export interface WatcherSelection {
  boletoId: string;
  scope: "boleto" | "invoice";
}

type WatchedWork = (watched: Watched) => Promise<void>;

/**
 * Locks the chats that watch a boleto, its invoice and the boleto itself, then runs work on them. A turn locks them in
 * the same order; in another order, two transactions could wait for each other. Does nothing if the boleto does not
 * exist.
 */
export async function withWatchers(storage: Storage, selection: WatcherSelection, work: WatchedWork): Promise<void> {
  while (!(await storage.transaction((records) => runLocked(records, selection, work))));
}

/** Does the same as `withWatchers` within a transaction that is already open. */
export async function withWatchersIn(records: Records, selection: WatcherSelection, work: WatchedWork): Promise<void> {
  while (!(await runLocked(records, selection, work)));
}

/** Returns false if a chat has begun to watch meanwhile and is not locked. The caller then tries again. */
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
