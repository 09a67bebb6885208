import type { Access } from "../../core/identity/access.ts";
import type { NextTurn, Records, TurnOutcome, TurnRecords } from "../../core/ports.ts";
import type { TurnEnd } from "../../core/records/chat-records.ts";
import type { OwedInvoice } from "../../core/records/invoice-records.ts";
import { createBatch } from "../../database/create-batch.ts";
import type { Sql, Transaction } from "../../database/sql.ts";
import { invoiceCase, type WindowOverride } from "./invoice-case.ts";
import { lastPaid } from "./last-paid.ts";
import { owedInvoices } from "./owed-invoices.ts";
import { finishTurns, lockNextTurn, nextTurns, ownersOf, type TurnAsked, TurnTaken } from "./turn-records.ts";

/** A turn that only looked so far has something to write: it has to be run anew, in a transaction. */
export class NeedsTransaction extends Error {
  override name = "NeedsTransaction";
}

/** What nearly every turn asks and writes: of many chats at once where nothing is locked. */
export interface HotTurn {
  next(asked: TurnAsked): Promise<NextTurn | undefined>;
  owed(of: Access): Promise<OwedInvoice[]>;
  /** Gives nothing where the chat went on without this turn. */
  finish(end: TurnEnd): Promise<TurnOutcome | undefined>;
}

/** Within a transaction, for the one chat that it locks. */
export const lockedTurn = (sql: Sql): HotTurn => ({
  next: (asked) => lockNextTurn(sql, asked),
  owed: async (of) => (await owedInvoices(sql, [of]))[0] ?? [],
  finish: async (end) => (await finishTurns(sql, [end]))[0],
});

/** Chats share statements, and the commits of their ends. */
export const sharedTurns = (sql: Sql): HotTurn => ({
  next: createBatch((asked: readonly TurnAsked[]) => nextTurns(sql, asked)),
  owed: createBatch((of: readonly Access[]) => owedInvoices(sql, of)),
  finish: createBatch((ends: readonly TurnEnd[]) => finishTurns(sql, ends)),
});

/**
 * What a turn works with. Most turns only read, so they need no transaction: their end is one statement that notices
 * whether the chat is still as it was read. With `writes`, the chat is locked from the beginning.
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
    lastPaid: (of) => lastPaid(sql, of),
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
