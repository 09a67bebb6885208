import { businessDaysBefore } from "../../billing/calendar/calendar.ts";
import { addDays, type IsoDate } from "../../billing/calendar/iso-date.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import { brasilia } from "../../billing/calendar/zone.ts";
import type { Job } from "../../jobs.ts";
import type { PaymentWallet } from "../../records/payment-records.ts";
import type { ListedPayment, PaymentList } from "../../registration/bank-answer.ts";
import type { Deps } from "../deps.ts";
import { applyListed } from "./apply-listed.ts";
import { isOfOurRange } from "./is-of-our-range.ts";
import { listedPaymentId } from "./same-payment.ts";

/** A bank lists at most this many days at once (Sicoob, movimentações). */
const daysAtOnce = 2;
/** Banks keep their lists for about a month (Sicoob: 30 days). */
const longestDays = 30;
/** A day's list is read again on this many business days: what a bank books late appears under the day of payment. */
const readAgainBusinessDays = 5;
/** Attempts at a list before the operator is alerted; the last pause is repeated for the rest of the day. */
const pausesMs = [10 * 60_000, 30 * 60_000, 60 * 60_000];

type ReadPayments = Omit<Extract<Job, { name: "read-payments" }>, "name">;
type Period = NonNullable<ReadPayments["period"]>;

/** A bank wallet whose list is read, and all that share its account: the list has their payments, too. */
interface Reading {
  own: PaymentWallet;
  sharing: readonly PaymentWallet[];
}

/**
 * Morning job: enqueues the reading of each bank wallet's list of payments: first the days that were not read yet, then
 * those before them once more. Returns the number of bank wallets.
 */
export async function readPaymentLists({ storage, clock }: Deps): Promise<number> {
  const now = clock.now();
  const today = localDate(now, brasilia);
  const wallets = await storage.paymentWallets(now);
  await storage.transaction(async (records) => {
    for (const wallet of wallets) {
      const { id: bankWalletId } = wallet.bankWallet;
      await records.enqueue({ name: "read-payments", bankWalletId }, now, `${bankWalletId} payments`);
      for (const period of periodsToRepeat(wallet, today))
        await records.enqueue(
          { name: "read-payments", bankWalletId, period },
          now,
          `${bankWalletId} payments ${period.from}`,
        );
    }
  });
  return wallets.length;
}

/**
 * Job: reads a bank's list of payments, of a period or since the last complete reading, and compares it with the
 * payments recorded here. A payment of a boleto of ours is recorded; one of our number range whose boleto is unknown
 * here is a problem for the operator; all others are another system's and are summed up. A list that cannot be read is
 * requested again.
 */
export async function reconcilePayments(deps: Deps, job: ReadPayments): Promise<void> {
  const now = deps.clock.now();
  const reading = readingOf(await deps.storage.paymentWallets(now), job.bankWalletId);
  if (!reading) return;
  const registrar = deps.registrarOf(reading.own.bankWallet);
  if (!registrar.payments) return;
  const period = job.period ?? nextPeriod(reading.own, localDate(now, brasilia));
  if (!period) return;
  const list = await registrar.payments(period).catch((): PaymentList => ({ kind: "unknown" }));
  if (list.kind !== "payments") return askAgain(deps, reading, { ...job, period }, list);
  await compare(deps, reading, period, list.payments);
}

/**
 * Every bank wallet has its list read with its own access: only the bank knows whether two of them are one account
 * there. A payment may be of any bank wallet whose account is written the same.
 */
function readingOf(wallets: readonly PaymentWallet[], bankWalletId: string): Reading | undefined {
  const own = wallets.find(({ bankWallet }) => bankWallet.id === bankWalletId);
  const keyOf = ({ bankWallet: { bankCode, account, beneficiaryDocument } }: PaymentWallet) =>
    JSON.stringify([bankCode, beneficiaryDocument, Object.entries(account).toSorted()]);
  return own && { own, sharing: wallets.filter((one) => keyOf(one) === keyOf(own)) };
}

/** Returns the next days to read, until yesterday; undefined if all have been read. */
function nextPeriod({ readThrough }: PaymentWallet, today: IsoDate): Period | undefined {
  const earliest = addDays(today, -longestDays);
  const next = readThrough === undefined ? addDays(today, -daysAtOnce) : addDays(readThrough, 1);
  return periodsIn(next < earliest ? earliest : next, addDays(today, -1))[0];
}

/** Days that have been read and may still get payments. */
function periodsToRepeat({ readThrough }: PaymentWallet, today: IsoDate): Period[] {
  return readThrough === undefined ? [] : periodsIn(businessDaysBefore(today, readAgainBusinessDays), readThrough);
}

function periodsIn(from: IsoDate, to: IsoDate): Period[] {
  const periods: Period[] = [];
  for (let first = from; first <= to; first = addDays(first, daysAtOnce)) {
    const last = addDays(first, daysAtOnce - 1);
    periods.push({ from: first, to: last > to ? to : last });
  }
  return periods;
}

/** Requests the list again later the same day; the next morning begins anew. A bank at work has not failed. */
async function askAgain(
  { storage, clock }: Deps,
  { own: { bankWallet, readThrough } }: Reading,
  { bankWalletId, attempt = 0, period: { from, to } }: ReadPayments & { period: Period },
  answer: Exclude<PaymentList, { kind: "payments" }>,
): Promise<void> {
  const now = clock.now();
  const pauseMs = pausesMs[Math.min(attempt, pausesMs.length - 1)] ?? 0;
  const hint = "retryAt" in answer && answer.retryAt > now ? answer.retryAt : undefined;
  const at = hint ?? new Date(now.getTime() + pauseMs);
  const isLast = localDate(at, brasilia) > localDate(now, brasilia);
  const hasFailed = answer.kind !== "later" && attempt >= pausesMs.length - 1;
  const isUnread = readThrough === undefined || to > readThrough;
  await storage.transaction(async (records) => {
    if (isUnread && (isLast || hasFailed)) {
      const { bankCode, externalId } = bankWallet;
      await records.addEventOnce("bank.payments-unread", { bankCode, bankWalletId: externalId, since: from }, now);
    }
    if (isLast) return;
    const again = answer.kind === "later" ? { attempt } : { attempt: attempt + 1 };
    const period = { from, to, ...(answer.kind === "later" && { cursor: answer.cursor }) };
    await records.enqueue({ name: "read-payments", bankWalletId, ...again, period }, at);
  });
}

async function compare(
  deps: Deps,
  { own: { bankWallet }, sharing }: Reading,
  { from, to }: Period,
  payments: readonly ListedPayment[],
): Promise<void> {
  const { storage, clock } = deps;
  const ids = sharing.map((one) => one.bankWallet.id);
  const { bankCode } = bankWallet;
  // Named after the first, so that a list which several of them read is told once. An account may also be known only
  // to the settings of its access.
  const namedAfter = Object.keys(bankWallet.account).length > 0 ? sharing[0]?.bankWallet : bankWallet;
  const about = { bankCode, bankWalletId: namedAfter?.externalId };
  const isOurs = (payment: ListedPayment) => sharing.some((one) => isOfOurRange(payment, one.bankWallet));
  const tell = (type: string, { nossoNumero, reference, paidOn, amountCents }: ListedPayment) =>
    storage.transaction((records) => {
      const amount = amountCents === undefined ? {} : { amountCents };
      const data = { ...about, nossoNumero: masked(nossoNumero ?? reference ?? ""), paidOn, ...amount };
      return records.addEventOnce(type, data, clock.now());
    });
  const foreign: ListedPayment[] = [];
  const recorded = new Set<string>();
  for (const payment of payments) {
    const named = await storage.boletosNamed(ids, payment);
    const entry = named.map(({ id }) => listedPaymentId(id, payment)).join();
    // Paid twice, or listed twice because the list went on while its pages were read: only the bank can tell.
    if (named.length > 0) {
      const isRepeated = recorded.has(entry) && !payment.ofTitle;
      const outcome = isRepeated ? "unclear" : await applyListed(deps, named, payment);
      if (outcome === "unclear") await tell("bank.payment-repeated", payment);
      if (outcome === "recorded") recorded.add(entry);
    } else if (isOurs(payment)) await tell("bank.payment-unknown", payment);
    else foreign.push(payment);
  }
  await storage.transaction(async (records) => {
    // Recorded last: after a crash the same days are read again, and what was recorded is not doubled.
    const isNew = await records.paymentsRead(bankWallet.id, to);
    if (isNew && foreign.length > 0) {
      const amountCents = foreign.reduce((sum, payment) => sum + (payment.amountCents ?? 0), 0);
      const data = { ...about, from, through: to, count: foreign.length, amountCents };
      await records.addEventOnce("bank.payments-foreign", data, clock.now());
    }
    // Older days may still be missing, after the service was off.
    if (isNew && to < addDays(localDate(clock.now(), brasilia), -1))
      await records.enqueue({ name: "read-payments", bankWalletId: bankWallet.id });
  });
}

const masked = (digits: string) => `…${digits.slice(-4)}`;
