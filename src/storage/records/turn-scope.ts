import type { Records, TurnOutcome, TurnRecords } from "../../core/ports.ts";
import type { TurnEnd } from "../../core/records.ts";
import type { Sql } from "../sql.ts";
import type { Transaction } from "../sql-transaction.ts";
import { invoiceCase } from "./invoice-case.ts";
import { lastPaid } from "./last-paid.ts";
import { owedInvoices } from "./owed-invoices.ts";
import { nextTurn, ownersOf, TurnTaken } from "./turn-records.ts";

/** A turn that only looked so far has something to write: it has to be run anew, in a transaction. */
export class NeedsTransaction extends Error {
  override name = "NeedsTransaction";
}

/**
 * What a turn works with. Most turns only read, so they need no transaction: their end is one statement that notices
 * whether the chat is still as it was read. With `writes`, the chat is locked from the beginning.
 */
export function createTurnScope({
  sql,
  client,
  finish,
  writes,
}: {
  sql: Sql;
  client: Transaction;
  /** Gives nothing where the chat went on without this turn. */
  finish(end: TurnEnd): Promise<TurnOutcome | undefined>;
  writes?: Records;
}): TurnRecords {
  return {
    nextTurn: (chatId, now) => nextTurn(sql, { chatId, now, hold: writes ? "lock" : "look" }),
    ownersOf: (phone) => ownersOf(sql, phone),
    owedInvoices: (of) => owedInvoices(sql, of),
    lastPaid: (of) => lastPaid(sql, of),
    invoiceCase: (invoiceId) => invoiceCase(client, invoiceId),
    writes() {
      if (!writes) throw new NeedsTransaction("This turn writes");
      return writes;
    },
    async finishTurn(end) {
      const outcome = await finish(end);
      if (!outcome) throw new TurnTaken("The chat went on without this turn");
      return outcome;
    },
  };
}
