import { AppError } from "../core/app-error.ts";
import { attendanceHoursSchema } from "../core/attendance/attendance-hours.ts";
import type { Provider, Storage } from "../core/ports.ts";
import { createBatch } from "./create-batch.ts";
import type { PrismaClient } from "./generated/client.ts";
import { chatsWithWork, takeIn, turnFailed } from "./inbox-store.ts";
import { claimDue, claimUnknown, markSent, markUnreachable, markUnsent, type SentMark } from "./outbox-store.ts";
import { createRecords, type EnqueueIn } from "./records/create-records.ts";
import { TurnTaken } from "./records/turn-records.ts";
import { createTurnScope, NeedsTransaction } from "./records/turn-scope.ts";
import { type Sql, transactionSql } from "./sql.ts";

const providerLivesMs = 5000;

/** The database as the use cases see it. */
export function createStorage({
  prisma,
  sql,
  enqueue,
}: {
  prisma: PrismaClient;
  sql: Sql;
  enqueue: EnqueueIn;
}): Storage {
  const mark = createBatch<SentMark>((marks) => markSent(sql, marks));
  let provider: { value: Provider; readAt: number } | undefined;
  return {
    transaction: (work) => prisma.$transaction((tx) => work(createRecords(tx, enqueue))),
    async turn(work) {
      try {
        return await work(createTurnScope({ sql, client: prisma }));
      } catch (error) {
        if (!(error instanceof NeedsTransaction || error instanceof TurnTaken)) throw error;
      }
      for (;;) {
        try {
          return await prisma.$transaction((tx) =>
            work(createTurnScope({ sql: transactionSql(tx), client: tx, writes: createRecords(tx, enqueue) })),
          );
        } catch (error) {
          if (!(error instanceof TurnTaken)) throw error;
        }
      }
    },
    async provider() {
      if (provider && Date.now() - provider.readAt < providerLivesMs) return provider.value;
      const row = await prisma.provider.findUnique({ where: { id: 1 } });
      if (!row)
        throw new AppError("no-provider", "O provedor ainda não foi cadastrado. Use: faturabot provider --name …");
      const value = { name: row.name, isDemo: row.isDemo, hours: attendanceHoursSchema.parse(row.attendanceHours) };
      provider = { value, readAt: Date.now() };
      return value;
    },
    takeIn: (message, now) => takeIn(sql, message, now),
    turnFailed: (chatId, error, nextTryAt, lastAttempt) =>
      turnFailed(prisma, { chatId, error, nextTryAt, lastAttempt }),
    chatsWithWork: (now, limit) => chatsWithWork(prisma, now, limit),
    claimDue: (of) => claimDue(prisma, of),
    claimUnknown: (of) => claimUnknown(sql, of),
    markUnreachable: (chatId, now) => markUnreachable(prisma, chatId, now),
    async markSent(messages, now) {
      if (messages.length > 0) await mark(messages.map((message) => ({ ...message, sentAt: now })));
    },
    markUnsent: (id, change) => markUnsent(prisma, id, change),
    async boletosUnasked(before, now, limit) {
      const rows = await prisma.boleto.findMany({
        where: {
          status: "registering",
          nextLookUpAt: { lte: before },
          OR: [{ callingUntil: null }, { callingUntil: { lte: now } }],
        },
        select: { id: true },
        take: limit,
      });
      return rows.map(({ id }) => id);
    },
    async invoicesToLock(today, limit) {
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        SELECT i.id FROM invoice i JOIN contract c ON c.id = i.contract_id JOIN wallet w ON w.id = c.wallet_id
         WHERE i.status = 'open' AND w.kind = 'fatura' AND w.active AND w.lock_days > 0 AND NOT i.choice_reopened
           AND i.due_date BETWEEN ${today}::date - 60 AND ${today}::date + w.lock_days
           AND NOT EXISTS (SELECT 1 FROM boleto b WHERE b.invoice_id = i.id)
         ORDER BY i.due_date LIMIT ${limit}`;
      return rows.map(({ id }) => id);
    },
    async boletosOver(today, limit) {
      const rows = await prisma.boleto.findMany({
        where: { status: "payable", payableUntil: { lt: new Date(today) } },
        select: { id: true },
        take: limit,
      });
      return rows.map(({ id }) => id);
    },
  };
}
