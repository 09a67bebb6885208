import { addDays, type IsoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { isLiving, isOver } from "../../../src/core/boleto/boleto-status.ts";
import type { LostJob } from "../../../src/core/jobs.ts";
import type { Clock, Records, Storage } from "../../../src/core/ports.ts";
import type { OverBoleto, PayableBoleto } from "../../../src/core/records/boleto-records.ts";
import { whoseReference } from "../../../src/core/registration/whose-reference.ts";
import { createMemoryOutbox } from "./memory-outbox.ts";
import { createMemoryRecords } from "./memory-records.ts";
import { copyOf, emptyTables, notKept, type Tables } from "./memory-tables.ts";

/** A database in memory: its tables to be looked at, and the storage that the use cases work with. */
export interface Memory {
  readonly tables: Tables;
  storage: Storage;
}

/** Opens an empty one. A transaction is all or nothing, and the next one begins when it is over. */
export function createMemory(clock: Clock): Memory {
  let tables = emptyTables();
  const current = () => tables;
  const records = createMemoryRecords(current, clock);
  let last: Promise<unknown> = Promise.resolve();

  const transaction: Storage["transaction"] = (work, { rollback = false } = {}) => {
    const result = last.then(() => runIn(work, rollback));
    last = result.catch(() => undefined);
    return result;
  };
  async function runIn<T>(work: (records: Records) => Promise<T>, rollback: boolean): Promise<T> {
    const before = copyOf(tables);
    try {
      const result = await work(records);
      if (rollback) tables = before;
      return result;
    } catch (error) {
      tables = before;
      throw error;
    }
  }

  return {
    get tables() {
      return tables;
    },
    storage: {
      transaction,
      ...createMemoryOutbox(current),
      ...createMemoryDue(current),
      async provider() {
        return {
          name: "Vale Fibra",
          isDemo: false,
          checksFirstContact: false,
          place: { zone: "America/Sao_Paulo", localHolidays: [] },
        };
      },
      zonesInUse: async () => ["America/Sao_Paulo"],
      async closeTimedOut(now) {
        const { attendances, chats } = tables;
        const isSpoken = (chatId: string) => (chats.get(chatId)?.personUntil ?? now) <= now;
        const closed = attendances.map((one) =>
          !one.closedAt && isSpoken(one.chatId) ? { ...one, closedAt: now } : one,
        );
        attendances.splice(0, attendances.length, ...closed);
      },
      // Nobody writes, and no clock is set back: turns are not kept here.
      chatsWithWork: async () => [],
      mendTimes: async () => {},
      ...{ turn: notKept, takeIn: notKept, turnFailed: notKept, eraseExpired: notKept, fileBankWallets: notKept },
      ...{ contractsToBill: notKept, chatOf: notKept, enterInvoices: notKept },
    },
  };
}

/** A page of rows in their order, after the last one of the page before. */
function pageOf<R>(rows: readonly R[], place: (row: R) => string, page: { limit: number; after?: R }): R[] {
  const sorted = rows.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
  const { limit, after } = page;
  return sorted.filter((row) => !after || place(row) > place(after)).slice(0, limit);
}

type Due = Pick<
  Storage,
  | "boletosUnasked"
  | "lostJobs"
  | "invoicesToLock"
  | "boletosToAsk"
  | "boletosToWatch"
  | "boletosOver"
  | "paymentWallets"
  | "boletosNamed"
>;

/** What the jobs of the morning and the recovery find. */
function createMemoryDue(tables: () => Tables): Due {
  const boletos = () => [...tables().boletos.values()];
  const payable = (ends: (boleto: PayableBoleto) => boolean) =>
    boletos()
      .filter((boleto) => boleto.status === "payable" && ends(boleto))
      .map(({ id, payableUntil }) => ({ id, payableUntil }));
  const placeOf = ({ payableUntil, id }: PayableBoleto) => `${payableUntil} ${id}`;
  return {
    async boletosUnasked(before, now, limit) {
      return boletos()
        .flatMap(({ id, status, nextLookUpAt, callingUntil, bankWalletId, escalatedAt }) => {
          if ((status !== "registering" && status !== "cancelling") || !nextLookUpAt) return [];
          const isOthers = status === "cancelling" && bankWalletId === undefined && escalatedAt !== undefined;
          const isLate = nextLookUpAt <= before && !(callingUntil && callingUntil > now);
          return isLate && !isOthers ? { id, status, nextLookUpAt } : [];
        })
        .slice(0, limit);
    },
    async lostJobs({ before, limit }) {
      const lost = [...tables().questions.values()].flatMap(({ question, askAt, answeredAt }): LostJob[] => {
        if (answeredAt || askAt > before) return [];
        const { boletoId } = question;
        const once = `lost ${boletoId} ${question.about} ${askAt.getTime()}`;
        return "chatId" in question
          ? [{ job: { name: "ask-bank", ...question }, once }]
          : [{ job: { name: "look-up-boleto", boletoId, why: question.about }, once }];
      });
      return lost.slice(0, limit);
    },
    async invoicesToLock(today, page) {
      const found = [...tables().invoices.values()].filter(({ invoice, wallet, choice }) => {
        if (invoice.status !== "open" || choice.reopened || !wallet?.active || wallet.lockDays === 0) return false;
        const closesOn: IsoDate = addDays(invoice.dueDate, -wallet.lockDays);
        const own = boletos().filter(({ invoiceId }) => invoiceId === invoice.id);
        const stands = own.some(
          ({ status, payableUntil }) =>
            isLiving(status) ||
            status === "rejected" ||
            ((status === "expired" || (status !== "paid" && payableUntil < today)) && payableUntil >= closesOn),
        );
        return closesOn <= today && !stands;
      });
      const rows = found.map(({ invoice: { id, externalId, dueDate } }) => ({ id, externalId, dueDate }));
      return pageOf(rows, ({ dueDate, id }) => `${dueDate} ${id}`, page);
    },
    async boletosToAsk(page) {
      const byApi = new Set(
        boletos().flatMap(({ id, bankWalletId = "" }) =>
          tables().bankWallets.get(bankWalletId)?.registersBy === "api" ? id : [],
        ),
      );
      return pageOf(
        payable(({ id }) => byApi.has(id)),
        placeOf,
        page,
      );
    },
    async boletosToWatch(closedSince, { limit, after = "" }) {
      const watched = boletos().filter(
        ({ status, closedAt, sentAt, announcedAt, bankWalletId = "" }) =>
          isOver(status) &&
          tables().bankWallets.get(bankWalletId)?.registersBy === "api" &&
          (announcedAt !== undefined || (sentAt && closedAt && closedAt >= closedSince)),
      );
      const ids = watched.map(({ id }) => id).toSorted();
      return ids.filter((id) => id > after).slice(0, limit);
    },
    async boletosOver(today, page) {
      const over = payable(({ payableUntil }) => payableUntil < today).flatMap((row) => {
        const wallet = tables().bankWallets.get(tables().boletos.get(row.id)?.bankWalletId ?? "");
        return wallet?.registersBy === "api" ? [] : [{ ...row, ...(wallet && { registersBy: wallet.registersBy }) }];
      });
      return pageOf<OverBoleto>(over, placeOf, page);
    },
    async paymentWallets(now) {
      const since = now.getTime() - 30 * 86_400_000;
      const mayBePaid = (walletId: string) =>
        boletos().some(
          ({ bankWalletId, status, closedAt }) =>
            bankWalletId === walletId &&
            (["registering", "payable", "cancelling"].includes(status) || (closedAt?.getTime() ?? 0) >= since),
        );
      return [...tables().bankWallets.values()].flatMap((bankWallet) => {
        if (bankWallet.registersBy !== "api" || !(bankWallet.active || mayBePaid(bankWallet.id))) return [];
        const readThrough = tables().readThrough.get(bankWallet.id);
        return [{ bankWallet, ...(readThrough && { readThrough }) }];
      });
    },
    async boletosNamed(bankWalletIds, { bankReference, reference, nossoNumero }) {
      const ours = boletos().filter(({ bankWalletId = "" }) => bankWalletIds.includes(bankWalletId));
      const proven = [
        ours.filter((one) => bankReference !== undefined && one.bankReference === bankReference),
        ours.filter((one) => reference !== undefined && one.id === reference),
      ].find((found) => found.length > 0);
      if (proven) return proven.map(({ id }) => ({ id, isProven: true }));
      const numbered = ours.filter((one) => nossoNumero !== undefined && one.nossoNumero?.endsWith(nossoNumero));
      return numbered.flatMap(({ id }) => (whoseReference(reference, id) === "foreign" ? [] : { id, isProven: false }));
    },
  };
}
