import { addDays, type IsoDate, isoDate } from "../src/core/billing/calendar/iso-date.ts";
import { compareBooks, type Difference } from "./bank-days/compare-books.ts";
import { bankingDays, drawPlan, isBankingDay, momentOf } from "./bank-days/fates.ts";
import { createFaults, type Faults } from "./bank-days/faults.ts";
import { type LivedInvoice, liveInvoice } from "./bank-days/live-invoice.ts";
import { openWorld, type Participant, type World } from "./bank-days/open-world.ts";
import { type Planted, plant } from "./bank-days/planted.ts";
import { historyOf, readBooks, settledOtherwise } from "./bank-days/read-books.ts";
import { createReturnPost } from "./bank-days/return-post.ts";
import { createRandom } from "./random.ts";

/** What a run is asked for. */
export interface BankDaysRequest {
  /** Banking days on which boletos are asked for. Quiet ones follow until all money is in. */
  days: number;
  boletos: number;
  seed?: number;
  /** The share of each kind of fault, of the calls, posts, and days of a bank. */
  faultShare?: number;
  /** A fault of our own; the run ends on the day on which it is found. */
  planted?: Planted;
}

/** What came of it. */
export interface BankDaysResult {
  banks: number;
  days: number;
  invoices: number;
  boletos: number;
  payments: number;
  calls: number;
  faults: Record<string, number>;
  /** Each difference once, with the day on which it showed first and all that is known of its invoice. */
  differences: (Difference & { day: string; history: string[] })[];
  elapsedMs: number;
}

const firstDay = isoDate("2026-11-23");
const askingHours = [9, 11, 14, 16];
/** Banking days without anything new after the last thing happened. */
const quietDays = 3;
const foreignShare = 0.3;

/**
 * Lets a provider live for so many banking days with every bank by API and two by file: boletos are asked for, paid in
 * every way at every hour, switched and given up, while calls, posts and files go wrong. At the end of each day the
 * banks' own books are compared with ours. The same seed draws the same fates; which call goes wrong depends on the
 * order of the calls as well.
 */
export async function runBankDays(request: BankDaysRequest): Promise<BankDaysResult> {
  const { days, boletos, seed = 1, faultShare = 0.05, planted } = request;
  const begun = Date.now();
  const random = createRandom(seed);
  const faults = createFaults({ random: createRandom(seed + 1), share: faultShare });
  const world = await openWorld(`${firstDay} 05:00`, { faults, random });
  try {
    const { prisma, deps } = world.service.app;
    if (planted) plant(deps, planted);
    planDays(world, faults, days);
    const returns = createReturnPost(world, { faults, random });
    const invoices: LivedInvoice[] = [];
    const differences = new Map<string, BankDaysResult["differences"][number]>();
    async function tell(found: readonly Difference[], day: IsoDate) {
      for (const one of found) {
        const key = `${one.kind} ${one.bank} ${one.name}`;
        if (!differences.has(key))
          differences.set(key, { ...one, day, history: await historyOf(world, invoices, one) });
      }
    }
    async function askForBoletos(upTo: number) {
      const banks = [...world.participants];
      const bankOf = () => banks[Math.floor(random() * banks.length)] as [string, Participant];
      while (invoices.length < upTo) invoices.push(await liveInvoice(world, drawPlan(random, 2 * faultShare), bankOf));
    }

    const asking = bankingDays(firstDay, days);
    let quiet = 0;
    let day = firstDay;
    const isFound = () => planted !== undefined && differences.size > 0;
    for (; quiet < quietDays && !isFound(); day = addDays(day, 1)) {
      const index = asking.indexOf(day);
      await world.until(momentOf(day, hour(6, 5)));
      await world.morning();
      beginDay(world, { faults, random, index });
      await world.until(momentOf(day, hour(8)));
      if (isBankingDay(day)) await returns.delivers(index);
      for (const [slot, at] of askingHours.entries()) {
        await world.until(momentOf(day, hour(at)));
        const share = (index + (slot + 1) / askingHours.length) / days;
        if (index >= 0) await askForBoletos(Math.floor(boletos * share));
      }
      await world.until(momentOf(day, hour(18, 5)));
      if (isBankingDay(day)) await world.handsInRemittances();
      await world.until(momentOf(day, hour(23, 50)));
      if (isBankingDay(day)) returns.collects();
      await tell(compareBooks(await readBooks(world, momentOf(day, hour(6)))), day);
      if (isBankingDay(day) && day > (asking.at(-1) ?? "")) quiet = world.isQuiet() ? quiet + 1 : 0;
    }
    if (!isFound()) await tell(await settledOtherwise(world, invoices), day);
    const ours = { invoiceId: { in: invoices.map(({ id }) => id) } };
    return {
      banks: world.participants.size,
      days: bankingDays(firstDay, 99).filter((one) => one < day).length,
      invoices: invoices.length,
      boletos: await prisma.boleto.count({ where: ours }),
      payments: await prisma.payment.count({ where: ours }),
      calls: world.calls(),
      faults: faults.counts,
      differences: [...differences.values()],
      elapsedMs: Date.now() - begun,
    };
  } finally {
    await world.stop();
  }
}

const hour = (hours: number, minutes = 0) => hours * 60 + minutes;

function planDays({ participants }: World, faults: Faults, days: number) {
  const names = (isByFile: boolean) =>
    [...participants].flatMap(([name, { byFile }]) => ((byFile !== undefined) === isByFile ? [name] : []));
  faults.plansDays("403 for a while", names(false), days);
  faults.plansDays("odd answers", names(false), days);
  faults.plansDays("file lost for a day", names(true), days);
}

/** What the banks are like on a day, and the payments of another system of the provider's. */
function beginDay(
  { participants, schedule, now }: World,
  { faults, random, index }: { faults: Faults; random: () => number; index: number },
) {
  const inTheDay = () => now() + (2 + random() * 14) * 3_600_000;
  for (const [name, { books, byFile }] of participants) {
    if (random() < foreignShare && index >= 0) schedule(inTheDay(), () => books.hasForeignPayment());
    if (byFile) continue;
    const fault = index < 0 ? undefined : faults.ofDay(name, index);
    books.isOdd?.(fault === "odd answers");
    if (fault === "403 for a while") {
      const at = inTheDay();
      schedule(at, () => faults.refusesFor(name, at));
    }
  }
}
