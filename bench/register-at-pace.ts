import { addDays } from "../src/core/billing/calendar/iso-date.ts";
import { localDate } from "../src/core/billing/calendar/local-time.ts";
import { brasilia } from "../src/core/billing/calendar/zone.ts";
import { lockChoices } from "../src/core/use-cases/boletos/lock-choices.ts";
import type { Prisma } from "../src/database/generated/client.ts";
import { startBankServices } from "../tests/support/start-bank-service.ts";
import { waitUntil } from "./wait-until.ts";

/** How long a morning's boletos take at the pace of a bank. */
export interface Paced {
  registered: number;
  /** From the first boleto until all were registered. */
  seconds: number;
  /** The shortest time that the bank's limit leaves. */
  leastSeconds: number;
  /** How long the person waited who asked in a chat when half of them were done. */
  chatSeconds: number;
  /** Calls that the bank refused because they came too soon. */
  tooSoon: number;
}

const postsASecond = 2;
/** For each boleto, however slow the machine is. */
const patienceMs = 3000;

/**
 * Locks the choice of so many invoices at once, as the morning does, and has the service's own workers register their
 * boletos at Sicoob, which takes two a second; one more person asks in a chat in the middle of them. In real time: what
 * is measured is the wait for turns.
 */
export async function registerAtPace(count: number): Promise<Paced> {
  const all = await startBankServices(["sicoob"], "2026-12-01 06:05", { works: true });
  const { service, standIns } = all;
  const { sicoob } = standIns;
  const { app } = service;
  try {
    // Without limits of its own the client goes by the pace that the bank publishes.
    const settings = { ...sicoob.settings, callsPerMinute: undefined, readsPerMinute: undefined };
    sicoob.rules.postsASecond = postsASecond;
    const due = Array.from({ length: count }, () => ({ due: addDays(localDate(service.clock(), brasilia), 9) }));
    const many = await all.personAt("sicoob", { invoices: due, wallet: { lockDays: 10 }, defaultBank: 0 });
    const one = await all.personAt("sicoob", { invoices: due.slice(0, 1) });
    for (const { externalId } of [many, one]) all.settle("sicoob", `${externalId}-0`, settings);

    let asked: Promise<void> | undefined;
    sicoob.chaos(() => {
      if (sicoob.titles.length >= count / 2) asked ??= one.chat.tells("oi", "1", "1");
      return undefined;
    });
    const begun = service.clock().getTime();
    await lockChoices(app.deps);
    const invoiceIds = [...many.invoiceIds, ...one.invoiceIds];
    const isPayable: Prisma.BoletoWhereInput = { invoiceId: { in: invoiceIds }, status: "payable" };
    await waitUntil(async () => (await app.prisma.boleto.count({ where: isPayable })) > count, count * patienceMs);
    await asked;
    const payable = await app.prisma.boleto.findMany({ where: isPayable, orderBy: { payableAt: "asc" } });
    const chat = payable.find(({ invoiceId }) => one.invoiceIds.includes(invoiceId));
    const last = payable.at(-1)?.payableAt?.getTime() ?? Number.NaN;
    return {
      registered: payable.length,
      seconds: (last - begun) / 1000,
      leastSeconds: (count + 1) / postsASecond,
      chatSeconds: ((chat?.payableAt?.getTime() ?? Number.NaN) - (chat?.issuedAt.getTime() ?? Number.NaN)) / 1000,
      tooSoon: sicoob.answered.filter(({ answer }) => answer.status === 429).length,
    };
  } finally {
    await all.stop();
  }
}
