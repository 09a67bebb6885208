import { addDays, type IsoDate } from "../../billing/calendar/iso-date.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import { brasilia } from "../../billing/calendar/zone.ts";
import type { Job } from "../../jobs.ts";
import type { PaymentWallet } from "../../records/payment-records.ts";
import type { ListedPayment, PaymentList } from "../../registration/bank-answer.ts";
import { ownLookUp } from "../boletos/own-look-up.ts";
import type { Deps } from "../deps.ts";
import { isOfOurRange } from "./is-of-our-range.ts";
import { recordBankPayment } from "./record-bank-payment.ts";

/** A bank lists at most this many days at once (Sicoob, movimentações). */
const daysAtOnce = 2;
/** Banks keep their lists for about a month (Sicoob: 30 days). */
const longestDays = 30;
/** Attempts at a list before the operator is alerted; the last pause is repeated for the rest of the day. */
const pausesMs = [10 * 60_000, 30 * 60_000, 60 * 60_000];

type ReadPayments = Extract<Job, { name: "read-payments" }>;
interface Period {
  from: IsoDate;
  to: IsoDate;
}

/** An account at a bank, and its bank wallets: their payments are in one list. */
interface Account {
  wallets: readonly PaymentWallet[];
  first: PaymentWallet;
}

/** Morning job: enqueues the reading of each account's list of payments. Returns the number of accounts. */
export async function readPaymentLists({ storage, clock }: Deps): Promise<number> {
  const accounts = accountsOf(await storage.paymentWallets());
  const now = clock.now();
  await storage.transaction(async (records) => {
    for (const { first } of accounts) {
      const bankWalletId = first.bankWallet.id;
      await records.enqueue({ name: "read-payments", bankWalletId }, now, `${bankWalletId} payments`);
    }
  });
  return accounts.length;
}

/**
 * Job: reads a bank's list of payments since the last complete reading and compares it with the payments recorded here.
 * A payment of a boleto of ours is recorded; one of our number range whose boleto is unknown here is a problem for the
 * operator; all others are another system's and are summed up. A list that cannot be read is requested again.
 */
export async function reconcilePayments(deps: Deps, job: Omit<ReadPayments, "name">): Promise<void> {
  const account = accountsOf(await deps.storage.paymentWallets()).find(({ wallets }) =>
    wallets.some(({ bankWallet }) => bankWallet.id === job.bankWalletId),
  );
  if (!account) return;
  const registrar = deps.registrarOf(account.first.bankWallet);
  if (!registrar.payments) return;
  const period = job.pending ?? nextPeriod(account, localDate(deps.clock.now(), brasilia));
  if (!period) return;
  const list = await registrar.payments(period).catch((): PaymentList => ({ kind: "unknown" }));
  if (list.kind !== "payments") return askAgain(deps, account, job, period, list);
  await compare(deps, account, period, list.payments);
}

/** Wallets of one account share its list. */
function accountsOf(wallets: readonly PaymentWallet[]): Account[] {
  const accounts = new Map<string, [PaymentWallet, ...PaymentWallet[]]>();
  for (const wallet of wallets) {
    const { bankCode, account, beneficiaryDocument } = wallet.bankWallet;
    const key = JSON.stringify([bankCode, beneficiaryDocument, Object.entries(account).toSorted()]);
    accounts.set(key, [...(accounts.get(key) ?? []), wallet] as [PaymentWallet, ...PaymentWallet[]]);
  }
  return [...accounts.values()].map((sharing) => ({ wallets: sharing, first: sharing[0] }));
}

/** Returns the next days to read, until yesterday; undefined if all have been read. */
function nextPeriod({ wallets }: Account, today: IsoDate): Period | undefined {
  const read = wallets
    .flatMap(({ readThrough }) => readThrough ?? [])
    .toSorted()
    .at(-1);
  const earliest = addDays(today, -longestDays);
  const next = read === undefined ? addDays(today, -daysAtOnce) : addDays(read, 1);
  const from = next < earliest ? earliest : next;
  const yesterday = addDays(today, -1);
  if (from > yesterday) return undefined;
  const to = addDays(from, daysAtOnce - 1);
  return { from, to: to > yesterday ? yesterday : to };
}

/** Requests the list again later the same day; the next morning begins anew. */
async function askAgain(
  { storage, clock }: Deps,
  { first: { bankWallet } }: Account,
  { bankWalletId, attempt = 0 }: Omit<ReadPayments, "name">,
  { from, to }: Period,
  answer: Exclude<PaymentList, { kind: "payments" }>,
): Promise<void> {
  const now = clock.now();
  const pauseMs = pausesMs[Math.min(attempt, pausesMs.length - 1)] ?? 0;
  const hint = "retryAt" in answer && answer.retryAt > now ? answer.retryAt : undefined;
  const at = hint ?? new Date(now.getTime() + pauseMs);
  const isLast = localDate(at, brasilia) > localDate(now, brasilia);
  await storage.transaction(async (records) => {
    if (isLast || attempt >= pausesMs.length - 1) {
      const { bankCode, externalId } = bankWallet;
      await records.addEventOnce("bank.payments-unread", { bankCode, bankWalletId: externalId, since: from }, now);
    }
    if (isLast) return;
    const pending = answer.kind === "later" && { pending: { from, to, cursor: answer.cursor } };
    await records.enqueue({ name: "read-payments", bankWalletId, attempt: attempt + 1, ...pending }, at);
  });
}

async function compare(
  deps: Deps,
  { wallets, first: { bankWallet } }: Account,
  { from, to }: Period,
  payments: readonly ListedPayment[],
): Promise<void> {
  const { storage, clock } = deps;
  const ids = wallets.map((one) => one.bankWallet.id);
  const { bankCode, externalId } = bankWallet;
  const isOurs = (payment: ListedPayment) => wallets.some((one) => isOfOurRange(payment, one.bankWallet));
  const foreign: ListedPayment[] = [];
  for (const payment of payments) {
    const found = await storage.boletosNamed(ids, payment);
    if (found.length > 0) await apply(deps, found, payment);
    else if (!isOurs(payment)) foreign.push(payment);
    else {
      const { amountCents, paidOn, nossoNumero, reference } = payment;
      const nossoNumeroMasked = masked(nossoNumero ?? reference ?? "");
      const data = { bankCode, bankWalletId: externalId, nossoNumero: nossoNumeroMasked, paidOn };
      const amount = amountCents === undefined ? {} : { amountCents };
      await storage.transaction((records) =>
        records.addEventOnce("bank.payment-unknown", { ...data, ...amount }, clock.now()),
      );
    }
  }
  await storage.transaction(async (records) => {
    // Recorded last: after a crash the same days are read again, and what was recorded is not doubled.
    const isNew = await records.paymentsRead(ids, to);
    if (isNew && foreign.length > 0) {
      const amountCents = foreign.reduce((sum, payment) => sum + (payment.amountCents ?? 0), 0);
      const data = { bankCode, bankWalletId: externalId, from, through: to, count: foreign.length, amountCents };
      await records.addEvent("bank.payments-foreign", data, clock.now());
    }
    // Older days may still be missing, after the service was off.
    if (isNew && to < addDays(localDate(clock.now(), brasilia), -1))
      await records.enqueue({ name: "read-payments", bankWalletId: bankWallet.id });
  });
}

/** Records a listed payment, or looks the boleto up if the list leaves open which boleto or amount was paid. */
async function apply(deps: Deps, boletoIds: readonly string[], { amountCents, paidOn }: ListedPayment): Promise<void> {
  const { storage, clock } = deps;
  const [boletoId = "", another] = boletoIds;
  // The list also holds a payment that the bank took back afterwards.
  const isClear =
    amountCents !== undefined &&
    another === undefined &&
    !(await storage.transaction((records) => records.wasUndone(boletoId)));
  if (isClear) return recordBankPayment(deps, boletoId, { kind: "paid", amountCents, paidOn });
  await storage.transaction(async (records) => {
    for (const id of boletoIds)
      await records.enqueue(
        { name: "look-up-boleto", boletoId: id, why: "news", attempt: ownLookUp },
        clock.now(),
        `${id} list`,
      );
  });
}

const masked = (digits: string) => `…${digits.slice(-4)}`;
