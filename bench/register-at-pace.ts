import { lockChoices } from "../src/core/use-cases/boletos/lock-choices.ts";
import { startBankServices } from "../tests/support/start-bank-service.ts";

/** How long a morning's boletos take at the pace of a bank. */
export interface Paced {
  registered: number;
  /** From the first boleto until all were registered. */
  seconds: number;
  /** The shortest time that the bank's limit leaves. */
  leastSeconds: number;
  /** How long the person waited who asked in a chat when half of them were done. */
  chatSeconds: number;
}

const postsASecond = 2;
/** As many jobs as two workers of a queue do at once. */
const lanes = 20;

/**
 * Locks the choice of so many invoices at 06:05, and has their boletos registered at Sicoob, which takes two a second;
 * one more person asks in a chat in the middle of them. The clock runs on by itself, because the calls really wait for
 * their turns.
 */
export async function registerAtPace(count: number): Promise<Paced> {
  const all = await startBankServices(["sicoob"], "2026-12-01 06:05", { lanes, clockRuns: true });
  const { service, standIns } = all;
  const { sicoob } = standIns;
  const { app } = service;
  try {
    // Without limits of its own the client goes by the pace that the bank publishes.
    const settings = { ...sicoob.settings, callsPerMinute: undefined, readsPerMinute: undefined };
    sicoob.rules.postsASecond = postsASecond;
    const due = Array.from({ length: count }, () => ({ due: "2026-12-10" }));
    const many = await all.personAt("sicoob", { invoices: due, wallet: { lockDays: 10 }, defaultBank: 0 });
    const one = await all.personAt("sicoob");
    for (const { externalId } of [many, one]) all.settle("sicoob", `${externalId}-0`, settings);

    const halfway = new Promise<void>((resolve) => {
      sicoob.chaos(() => {
        if (sicoob.titles.length >= count / 2) resolve();
        return undefined;
      });
    });
    const begun = service.clock().getTime();
    await lockChoices(app.deps);
    const working = service.waits(10, "minutes");
    await halfway;
    await one.chat.tells("oi", "1", "1");
    await service.runJobs();
    await working;

    const payable = await app.prisma.boleto.findMany({
      where: { invoiceId: { in: [...many.invoiceIds, ...one.invoiceIds] }, status: "payable" },
      orderBy: { payableAt: "asc" },
    });
    const chat = payable.find(({ invoiceId }) => one.invoiceIds.includes(invoiceId));
    const last = payable.at(-1)?.payableAt?.getTime() ?? Number.NaN;
    return {
      registered: payable.length,
      seconds: (last - begun) / 1000,
      leastSeconds: (count + 1) / postsASecond,
      chatSeconds: ((chat?.payableAt?.getTime() ?? Number.NaN) - (chat?.issuedAt.getTime() ?? Number.NaN)) / 1000,
    };
  } finally {
    await all.stop();
  }
}
