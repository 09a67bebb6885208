import { localDate } from "../../../src/core/billing/calendar/local-time.ts";
import { isLiving, mayMove } from "../../../src/core/boleto/boleto-status.ts";
import { nextSequence } from "../../../src/core/boleto/compose-nosso-numero.ts";
import { messageKey } from "../../../src/core/message-key.ts";
import type { Clock, Records } from "../../../src/core/ports.ts";
import type { BankQuestion, BoletoRecord } from "../../../src/core/records/boleto-records.ts";
import type { InvoiceCase } from "../../../src/core/records/invoice-records.ts";
import { createMemoryFiles } from "./memory-files.ts";
import { createMemoryIdentity } from "./memory-identity.ts";
import { createMemoryPayments, partPaymentsIn } from "./memory-payments.ts";
import { type BoletoRow, changed, type MessageRow, notKept, rowOf, type Tables } from "./memory-tables.ts";

const questionKey = ({ boletoId, about, ...rest }: BankQuestion) =>
  [boletoId, about, "chatId" in rest ? rest.chatId : ""].join(" ");

/**
 * Everything that one transaction may read and write, in memory. Locks are not needed: transactions run one after
 * the other.
 */
export function createMemoryRecords(tables: () => Tables, clock: Clock): Records {
  const recordOf = (row: BoletoRow | undefined): BoletoRecord | undefined => {
    if (!row) return undefined;
    const { campoLivre, closedAt, bankReason, dueDateAsked, ...record } = row;
    return record;
  };
  const changeBoleto = (id: string, change: object) => {
    const { boletos } = tables();
    boletos.set(id, changed(rowOf(boletos, id), change));
  };
  const changeChat = (id: string, change: object) => {
    const { chats } = tables();
    chats.set(id, changed(rowOf(chats, id), change));
  };
  const openCall = (chatId: string) => tables().attendances.find((one) => one.chatId === chatId && !one.closedAt);
  const openAttendance: Records["openAttendance"] = async ({ chatId, subject, now }) => {
    const open = openCall(chatId);
    if (open) return { protocol: open.protocol, again: true };
    const { attendances } = tables();
    const protocol = `${localDate(now, "America/Sao_Paulo").replaceAll("-", "")}-${String(attendances.length + 1).padStart(5, "0")}`;
    attendances.push({ protocol, chatId, subject });
    return { protocol, again: false };
  };
  const changeCall = (protocol: string, change: object) => {
    const { attendances } = tables();
    attendances.splice(
      0,
      attendances.length,
      ...attendances.map((one) => (one.protocol === protocol ? { ...one, ...change } : one)),
    );
  };

  return {
    ...createMemoryIdentity(tables),
    officeOf: async () => ({
      hours: { weekdays: {}, holidays: [] },
      place: { zone: "America/Sao_Paulo", localHolidays: [] },
    }),

    async invoiceCase(invoiceId): Promise<InvoiceCase | undefined> {
      const row = tables().invoices.get(invoiceId);
      if (!row) return undefined;
      const own = [...tables().boletos.values()].filter((boleto) => boleto.invoiceId === invoiceId);
      const living = recordOf(own.find(({ status }) => isLiving(status)));
      const partPayments = partPaymentsIn(tables(), invoiceId);
      const announced = own.find(({ announcedAt }) => announcedAt);
      const refused = own.filter(
        ({ status, bankReason }) => !isLiving(status) && (status === "rejected" || bankReason !== undefined),
      );
      const wanted = [...(row.wallet?.bankWalletIds ?? []), living?.bankWalletId];
      return {
        ...row,
        invoice: { ...row.invoice, ...(partPayments.length > 0 && { partPayments }) },
        bankWallets: [...tables().bankWallets.values()].filter(({ id }) => wanted.includes(id)),
        refusedBankWalletIds: refused.flatMap(({ bankWalletId }) => bankWalletId ?? []),
        ...(living && { living }),
        ...(announced && { announced: { boletoId: announced.id, bankCode: announced.bankCode } }),
      };
    },
    async changeInvoice(invoiceId, { status, lockedBankWalletId, choiceReopened }) {
      const { invoices } = tables();
      const row = rowOf(invoices, invoiceId);
      invoices.set(invoiceId, {
        ...row,
        invoice: { ...row.invoice, ...(status && { status }) },
        choice: {
          ...row.choice,
          ...(lockedBankWalletId !== undefined && { lockedBankWalletId }),
          ...(choiceReopened !== undefined && { reopened: choiceReopened }),
        },
      });
    },
    owedInvoices: notKept,

    async bankWallet(id) {
      return tables().bankWallets.get(id);
    },
    async takeNossoNumero(id, year) {
      const { bankWallets } = tables();
      const bank = bankWallets.get(id);
      if (!bank) return undefined;
      const { from, to, next, year: takenIn } = bank.nossoNumero;
      const free = takenIn !== undefined && takenIn !== year ? from : next;
      if (free > to) return undefined;
      const range = { from, to, next: Math.min(nextSequence(bank.bankCode, free), to + 1) };
      bankWallets.set(id, { ...bank, nossoNumero: { ...range, ...(takenIn !== undefined && { year }) } });
      return free;
    },
    async isTaken(bankCode, campoLivre) {
      return [...tables().boletos.values()].some((one) => one.bankCode === bankCode && one.campoLivre === campoLivre);
    },
    async insertBoleto(boleto, watchedBy) {
      const { boletos, watchers } = tables();
      for (const other of boletos.values()) {
        if (other.invoiceId === boleto.invoiceId && isLiving(other.status) && isLiving(boleto.status))
          throw new Error("An invoice has one living boleto");
        if (
          other.bankCode === boleto.bankCode &&
          other.campoLivre !== undefined &&
          other.campoLivre === boleto.campoLivre
        )
          throw new Error("A nosso número is given out once");
      }
      let number = boletos.size + 1;
      while (boletos.has(`b${number}`)) number++;
      const id = `b${number}`;
      boletos.set(id, { ...boleto, id, unconfirmed: false, lookUps: 0, nextLookUpAt: boleto.issuedAt });
      if (watchedBy !== undefined) watchers.push({ boletoId: id, chatId: watchedBy });
      return id;
    },
    async watchBoleto(boletoId, chatId) {
      const { watchers } = tables();
      if (!watchers.some((one) => one.boletoId === boletoId && one.chatId === chatId))
        watchers.push({ boletoId, chatId });
    },
    async watchersOf(whose) {
      const { boletos, watchers } = tables();
      const isMeant = (boletoId: string) =>
        "boletoId" in whose ? boletoId === whose.boletoId : boletos.get(boletoId)?.invoiceId === whose.invoiceId;
      return [...new Set(watchers.filter(({ boletoId }) => isMeant(boletoId)).map(({ chatId }) => chatId))].sort();
    },
    async boleto(id) {
      return recordOf(tables().boletos.get(id));
    },
    async lockBoleto(id) {
      return recordOf(tables().boletos.get(id));
    },
    async changeBoleto(id, change) {
      const { status: from } = rowOf(tables().boletos, id);
      if (change.status && !mayMove(from, change.status))
        throw new Error(`A boleto does not go from ${from} to ${change.status}`);
      changeBoleto(id, change);
    },
    async noteQuestion(question, askAt) {
      tables().questions.set(questionKey(question), { question, askAt });
    },
    async questionAskAt(question) {
      const noted = tables().questions.get(questionKey(question));
      return noted?.answeredAt ? undefined : noted?.askAt;
    },
    async closeQuestion(question, now) {
      const { questions } = tables();
      const noted = questions.get(questionKey(question));
      if (noted?.answeredAt) return false;
      if (noted) questions.set(questionKey(question), { ...noted, answeredAt: now });
      return true;
    },

    ...createMemoryPayments(tables),

    async lockChats(ids) {
      return [...new Set(ids)].sort().flatMap((id) => tables().chats.get(id) ?? []);
    },
    async saveState(chatId, state) {
      changeChat(chatId, { state });
    },
    async addMessages(subject, { replies, dueAt, writtenBy }) {
      const { messages } = tables();
      const { kind, chatId, boletoId } = subject;
      for (const [part, reply] of replies.entries()) {
        const key = messageKey(subject, part);
        if (messages.has(key)) continue;
        const row: MessageRow = {
          ...{ id: String(messages.size + 1), chatId, kind, part, reply, dueAt, status: "pending", attempts: 0 },
          ...("topic" in subject && { topic: subject.topic }),
          ...(boletoId !== undefined && { boletoId }),
          ...(writtenBy !== undefined && { writtenBy }),
        };
        messages.set(key, row);
      }
    },
    async keepSilent(chatId, personUntil) {
      changeChat(chatId, { personUntil });
    },
    async chatMaySee(chatId, contractId) {
      const subscriberId = tables().chats.get(chatId)?.subscriberId;
      return [...tables().invoices.values()].some(
        ({ contract }) => contract.id === contractId && contract.subscriberId === subscriberId,
      );
    },

    openAttendance,
    async takeAttendance({ chatId, by, now }) {
      const { protocol } = await openAttendance({ chatId, subject: "iniciado pela equipe", now });
      if (openCall(chatId)?.by === undefined) changeCall(protocol, { by });
    },
    async closeAttendance({ chatId, now }) {
      const open = openCall(chatId);
      if (open) changeCall(open.protocol, { closedAt: now });
      return open && { protocol: open.protocol };
    },

    async enqueue(job, startAfter, once) {
      const { jobs } = tables();
      const at = clock.now();
      if (once !== undefined && jobs.some((one) => one.once === once && at.getTime() - one.at.getTime() < 60_000))
        return;
      jobs.push({ job, at, ...(startAfter && { startAfter }), ...(once !== undefined && { once }) });
    },
    async log(by, change, at) {
      tables().log.push({ by, change, at });
    },
    async addEvent(type, data, at) {
      tables().events.push({ type, data, at });
    },
    async addEventOnce(type, data, at) {
      const { events } = tables();
      const key = JSON.stringify(data);
      if (!events.some((one) => one.type === type && JSON.stringify(one.data) === key)) events.push({ type, data, at });
    },
    files: createMemoryFiles(tables, changeBoleto),

    ...{ openLink: notKept, useLink: notKept, heldData: notKept, subscribersOfDocument: notKept },
    ...{ eraseTexts: notKept, keepConsent: notKept, outboxOf: notKept, keepSent: notKept },
  };
}
