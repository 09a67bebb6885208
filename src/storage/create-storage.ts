import { AppError } from "../core/app-error.ts";
import type { Provider, Storage } from "../core/ports.ts";
import { createBatcher } from "../database/create-batcher.ts";
import type { Prisma, PrismaClient } from "../database/generated/client.ts";
import { type Sql, transactionSql } from "../database/sql.ts";
import { inTransaction } from "../database/transaction.ts";
import { contractsToBill, enterInvoices } from "./billing-store.ts";
import {
  boletosOver,
  boletosToAsk,
  boletosToWatch,
  boletosUnasked,
  invoicesToLock,
  paymentWallets,
} from "./due-store.ts";
import { eraseExpired } from "./erase-expired.ts";
import { findBoletos } from "./find-boletos.ts";
import { lostJobs } from "./lost-jobs.ts";
import { createTimeMender } from "./mend-times.ts";
import { nextMessageDue } from "./outbox/next-message-due.ts";
import { claimDue, claimUnknown, markSent, markUnreachable, markUnsent, type SentMark } from "./outbox/outbox-store.ts";
import { zoneOf, zonesInUse } from "./places.ts";
import { closeTimedOut } from "./records/attendance-records.ts";
import { createRecords, type EnqueueIn } from "./records/create-records.ts";
import { chatsWithWork, type Taken, takeIn, turnFailed } from "./turn/inbox-store.ts";
import { bankWalletOf, type WindowOverride } from "./turn/invoice-case.ts";
import { settleAccount } from "./turn/settle-account.ts";
import { TurnTaken } from "./turn/turn-records.ts";
import { createTurnScope, lockedTurn, NeedsTransaction, sharedTurns } from "./turn/turn-scope.ts";

const providerCacheMs = 5000;

/** Creates the access of the use cases to the database. */
export function createStorage({
  prisma,
  sql,
  enqueue,
  ...override
}: {
  prisma: PrismaClient;
  sql: Sql;
  enqueue: EnqueueIn;
} & WindowOverride): Storage {
  // What every turn writes is collected in batches: many chats share a statement and a commit.
  const take = createBatcher((taken: readonly Taken[]) => takeIn(sql, taken));
  const hot = sharedTurns(sql);
  const mark = createBatcher((marks: readonly SentMark[]) => markSent(sql, marks));
  let provider: { value: Provider; readAt: number } | undefined;
  return {
    transaction: (work, { patienceMs, rollback } = {}) =>
      inTransaction(prisma, (tx) => work(createRecords(tx, enqueue, override)), { timeoutMs: patienceMs, rollback }),
    async turn(work) {
      try {
        return await work(createTurnScope({ sql, client: prisma, hot, override }));
      } catch (error) {
        if (!(error instanceof NeedsTransaction || error instanceof TurnTaken)) throw error;
      }
      for (;;) {
        try {
          return await prisma.$transaction((tx) => {
            const txSql = transactionSql(tx);
            const writes = createRecords(tx, enqueue, override);
            return work(createTurnScope({ sql: txSql, client: tx, hot: lockedTurn(txSql), writes, override }));
          });
        } catch (error) {
          if (!(error instanceof TurnTaken)) throw error;
        }
      }
    },
    async provider() {
      if (provider && performance.now() - provider.readAt < providerCacheMs) return provider.value;
      const row = await prisma.provider.findUnique({ where: { id: 1 } });
      if (!row)
        throw new AppError("no-provider", "O provedor ainda não foi cadastrado. Use: faturabot provider --name …");
      const value = {
        name: row.name,
        isDemo: row.isDemo,
        checksFirstContact: row.checksFirstContact,
        place: { zone: zoneOf(row.zone), localHolidays: row.holidays },
      };
      provider = { value, readAt: performance.now() };
      return value;
    },
    zonesInUse: () => zonesInUse(prisma),
    async chatOf(person, now) {
      const message = { ...person, externalId: "", body: { kind: "text" as const, text: "" } };
      const { channel, address, phone } = await settleAccount(prisma, message, now);
      const where = { channel_address: { channel, address } };
      const create = { channel, address, ...(phone !== undefined && { phone }) };
      return String((await prisma.chat.upsert({ where, create, update: {}, select: { id: true } })).id);
    },
    takeIn: async (message, now) => take({ message: await settleAccount(prisma, message, now), now }),
    turnFailed: (failed) => turnFailed(prisma, failed),
    chatsWithWork: (now, limit) => chatsWithWork(prisma, now, limit),
    claimDue: (claim) => claimDue(prisma, claim),
    nextMessageDue: (scope) => nextMessageDue(sql, scope),
    claimUnknown: (claim) => claimUnknown(sql, claim),
    markUnreachable: (chatId, now) => markUnreachable(prisma, chatId, now),
    async markSent(messages, now) {
      await Promise.all(messages.map((message) => mark({ ...message, sentAt: now })));
    },
    markUnsent: (message, change, now) => markUnsent(prisma, message, change, now),
    mendTimes: createTimeMender(prisma),
    closeTimedOut: (now) => closeTimedOut(prisma, now),
    boletosUnasked: (before, now, limit) => boletosUnasked(prisma, before, now, limit),
    lostJobs: (search) => lostJobs(prisma, search),
    invoicesToLock: (today, page) => invoicesToLock(prisma, today, page),
    boletosToAsk: (page) => boletosToAsk(prisma, page),
    boletosToWatch: (closedSince, page) => boletosToWatch(prisma, closedSince, page),
    eraseExpired: (limits) => eraseExpired(prisma, limits),
    async fileBankWallets() {
      const rows = await prisma.bankWallet.findMany({
        where: { registersBy: "cnab240" },
        orderBy: { externalId: "asc" },
      });
      return rows.map((row) => bankWalletOf(row, override));
    },
    paymentWallets: (now) => paymentWallets(prisma, now, override),
    async boletosNamed(bankWalletIds, name) {
      const wallets = await prisma.bankWallet.findMany({
        where: { id: { in: [...bankWalletIds] } },
        select: { id: true, bankCode: true, account: true },
      });
      return findBoletos(prisma, wallets, name);
    },
    contractsToBill: (today, page) => contractsToBill(prisma, today, page),
    enterInvoices: (run) => enterInvoices(prisma, run),
    boletosOver: (today, page) => boletosOver(prisma, today, page),
  };
}

/**
 * Sets the name of the provider, and creates the provider if there is none. `attendanceHours` is used only for a new
 * one.
 */
export async function nameProvider(
  prisma: PrismaClient,
  name: string,
  attendanceHours: Prisma.InputJsonValue,
): Promise<void> {
  await prisma.provider.upsert({ where: { id: 1 }, create: { name, attendanceHours }, update: { name } });
}
