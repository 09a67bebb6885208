import type { Access } from "../../core/identity/access.ts";
import type { NextTurn, Records, TurnOutcome, TurnRecords } from "../../core/ports.ts";
import type { TurnEnd } from "../../core/records/chat-records.ts";
import type { OwedInvoice } from "../../core/records/invoice-records.ts";
import { createBatcher } from "../../database/create-batcher.ts";
import type { Sql, Transaction } from "../../database/sql.ts";
import { invoiceCase, type WindowOverride } from "./invoice-case.ts";
import { lastPaid } from "./last-paid.ts";
import { owedInvoices } from "./owed-invoices.ts";
import { finishTurns, lockNextTurn, nextTurns, ownersOf, type TurnRequest, TurnTaken } from "./turn-records.ts";

/** Thrown if a turn that runs without a transaction needs to write. The turn must be run again, in a transaction. */
export class NeedsTransaction extends Error {
  override name = "NeedsTransaction";
}

/** What nearly every turn reads and writes. Turns without a transaction share the statements for it. */
export interface HotTurn {
  next(request: TurnRequest): Promise<NextTurn | undefined>;
  owed(access: Access): Promise<OwedInvoice[]>;
  /** Resolves with undefined if the chat has changed since it was read. */
  finish(end: TurnEnd): Promise<TurnOutcome | undefined>;
}

/** Returns the statements for one turn in a transaction, which locks its chat. */
export const lockedTurn = (sql: Sql): HotTurn => ({
  next: (request) => lockNextTurn(sql, request),
  owed: async (access) => (await owedInvoices(sql, [access]))[0] ?? [],
  finish: async (end) => (await finishTurns(sql, [end]))[0],
});

/**
 * Returns the statements for turns without a transaction. Many chats share each statement, and the commit at the end of
 * their turns.
 */
export const sharedTurns = (sql: Sql): HotTurn => ({
  next: createBatcher((requests: readonly TurnRequest[]) => nextTurns(sql, requests)),
  owed: createBatcher((accesses: readonly Access[]) => owedInvoices(sql, accesses)),
  finish: createBatcher((ends: readonly TurnEnd[]) => finishTurns(sql, ends)),
});

/**
 * Creates the access of a turn to the database. Most turns only read and need no transaction: the statement that ends
 * them checks that the chat is unchanged. With `writes`, the turn runs in a transaction and the chat is locked from the
 * beginning.
 */
export function createTurnScope({
  sql,
  client,
  hot,
  writes,
  override,
}: {
  sql: Sql;
  client: Transaction;
  hot: HotTurn;
  writes?: Records;
  override: WindowOverride;
}): TurnRecords {
  return {
    nextTurn: (chatId, now) => hot.next({ chatId, now }),
    ownersOf: (phone) => ownersOf(sql, phone),
    owedInvoices: hot.owed,
    lastPaid: (access) => lastPaid(sql, access),
    invoiceCase: (invoiceId) => invoiceCase(client, invoiceId, override),
    writes() {
      if (!writes) throw new NeedsTransaction("This turn writes");
      return writes;
    },
    async finishTurn(end) {
      const outcome = await hot.finish(end);
      if (!outcome) throw new TurnTaken("The chat went on without this turn");
      return outcome;
    },
  };
}
