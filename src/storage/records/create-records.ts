import { mayMove } from "../../core/boleto/boleto-status.ts";
import type { Job } from "../../core/jobs.ts";
import { messageKey } from "../../core/message-key.ts";
import type { Records } from "../../core/ports.ts";
import type { Prisma } from "../../database/generated/client.ts";
import { type Transaction, transactionSql } from "../../database/sql.ts";
import { chatMaySee } from "../chats/chat-subscriber.ts";
import { createLoginLink, useLink } from "../login-links.ts";
import { writeAudit } from "../operator/write-audit.ts";
import { outboxOf } from "../outbox/outbox-trace.ts";
import { watchBoleto, watchersOf } from "../outbox/watcher-records.ts";
import { bankWalletOf, healthFor, invoiceCase, type WindowOverride } from "../turn/invoice-case.ts";
import { lockedTurn } from "../turn/turn-scope.ts";
import { closeAttendance, officeOf, openAttendance, takeAttendance } from "./attendance-records.ts";
import { boletoRecordOf, insertBoleto, takeNossoNumero } from "./boleto-records.ts";
import { createFileRecords } from "./file-records.ts";
import { createIdentityRecords } from "./identity-records.ts";
import { createPaymentRecords } from "./payment-records.ts";
import { createPrivacyRecords } from "./privacy-records.ts";
import { closeQuestion, noteQuestion, questionAskAt } from "./question-records.ts";

/**
 * Enqueues a job within a transaction, to run at `startAfter` or at once. Jobs with the same name and the same `once`
 * within a minute are stored as one.
 */
export type EnqueueIn = (tx: Transaction, job: Job, startAfter?: Date, once?: string) => Promise<void>;

/** Creates what a use case may read and write within one transaction. */
export function createRecords(tx: Transaction, enqueue: EnqueueIn, override: WindowOverride = {}): Records {
  const boletoOf = async (id: string) => {
    const row = await tx.boleto.findUnique({ where: { id } });
    return row ? boletoRecordOf(row) : undefined;
  };
  return {
    ...createIdentityRecords(tx),
    ...createPrivacyRecords(tx),
    ...createPaymentRecords(tx),
    invoiceCase: (invoiceId, lock = false) => invoiceCase(tx, invoiceId, { lock, ...override }),
    takeNossoNumero: (bankWalletId, year) => takeNossoNumero(tx, bankWalletId, year),
    async isTaken(bankCode, campoLivre) {
      return (await tx.boleto.count({ where: { bankCode, campoLivre } })) > 0;
    },
    insertBoleto: (boleto, watchedBy) => insertBoleto(tx, boleto, watchedBy),
    watchBoleto: (boletoId, chatId, at) => watchBoleto(tx, { boletoId, chatId, at }),
    watchersOf: (subject) => watchersOf(tx, subject),
    boleto: boletoOf,
    async lockBoleto(id) {
      await tx.$queryRaw`SELECT 1 FROM boleto WHERE id = ${id}::uuid FOR UPDATE`;
      return boletoOf(id);
    },
    async changeBoleto(id, change) {
      const { status } = change;
      const from = status && (await tx.boleto.findUniqueOrThrow({ where: { id }, select: { status: true } })).status;
      if (status && from && !mayMove(from, status)) throw new Error(`A boleto does not go from ${from} to ${status}`);
      const { slip, ...rest } = change;
      const data = { ...rest, ...(slip && { slip: slip as unknown as Prisma.InputJsonValue }) };
      await tx.boleto.update({ where: { id }, data });
    },
    async changeInvoice(id, change) {
      await tx.invoice.update({ where: { id }, data: change });
    },
    async bankWallet(id) {
      const row = await tx.bankWallet.findUnique({ where: { id } });
      return row ? bankWalletOf(row, { health: await healthFor(tx, [row]), ...override }) : undefined;
    },
    async lockChats(ids) {
      if (ids.length === 0) return [];
      const rows = await tx.$queryRaw<
        { id: bigint; state: unknown }[]
      >`SELECT id, state FROM chat WHERE id = ANY(${ids.map(BigInt)}::bigint[]) ORDER BY id FOR NO KEY UPDATE`;
      return rows.map(({ id, state }) => ({ id: String(id), state }));
    },
    async saveState(id, state, now) {
      await tx.chat.update({
        where: { id: BigInt(id) },
        data: { state: state as Prisma.InputJsonValue, lastActiveAt: now },
      });
    },
    async addMessages(subject, { replies, dueAt, writtenBy = null }) {
      const { kind, boletoId = null } = subject;
      const chatId = BigInt(subject.chatId);
      const topic = "topic" in subject ? subject.topic : null;
      const rows = replies.map((reply, part) => ({
        chatId,
        boletoId,
        body: reply as unknown as Prisma.InputJsonValue,
        kind,
        topic,
        part,
        dedupeKey: messageKey(subject, part),
        dueAt,
        writtenBy,
      }));
      await tx.outboundMessage.createMany({ data: rows, skipDuplicates: true });
      // Changes the version of the chat's row. A turn that has read the row before then starts over; otherwise its
      // reply would overtake this message.
      await tx.$executeRaw`UPDATE chat SET loop_count = loop_count WHERE id = ${chatId}`;
    },
    outboxOf: (chatId) => outboxOf(tx, chatId),
    async keepSent(subject, { text, providerMessageId, writtenBy, at }) {
      const { kind } = subject;
      const [chatId, dedupeKey] = [BigInt(subject.chatId), messageKey(subject, 0)];
      const sent = { status: "sent" as const, dueAt: at, sentAt: at, providerMessageId, writtenBy };
      const data = [{ chatId, body: { text }, kind, dedupeKey, ...sent }];
      return (await tx.outboundMessage.createMany({ data, skipDuplicates: true })).count > 0;
    },
    owedInvoices: lockedTurn(transactionSql(tx)).owed,
    openLink: async (link, now) => (await createLoginLink(tx, link, now)).token,
    useLink: (token, purpose, now) => useLink(tx, token, purpose, now),
    openAttendance: (call) => openAttendance(tx, call),
    takeAttendance: (call) => takeAttendance(tx, call),
    closeAttendance: (call) => closeAttendance(tx, call),
    officeOf: (access) => officeOf(tx, access),
    async keepSilent(id, personUntil) {
      await tx.chat.update({ where: { id: BigInt(id) }, data: { personUntil } });
    },
    chatMaySee: (chatId, contractId) => chatMaySee(tx, chatId, contractId),
    log: (author, change, at) => writeAudit(tx, author, change, at),
    async addEvent(type, data, at) {
      await tx.event.create({ data: { type, data: data as Prisma.InputJsonValue, at } });
    },
    async addEventOnce(type, data, at) {
      const json = JSON.stringify(data);
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${type} ${json}`}, 0))`;
      await tx.$executeRaw`
        INSERT INTO event (type, data, at) SELECT ${type}, ${json}::jsonb, ${at}
         WHERE NOT EXISTS (SELECT 1 FROM event
                            WHERE type = ${type} AND data = ${json}::jsonb AND at > ${at}::timestamptz - interval '7 days')`;
    },
    noteQuestion: (question, askAt) => noteQuestion(tx, question, askAt),
    questionAskAt: (question) => questionAskAt(tx, question),
    closeQuestion: (question, now) => closeQuestion(tx, question, now),
    enqueue: (job, startAfter, once) => enqueue(tx, job, startAfter, once),
    files: createFileRecords(tx),
  };
}
