import { shortReference, tinyReference } from "../src/core/registration/short-reference.ts";
import { issueBoleto } from "../src/core/use-cases/boletos/issue-boleto.ts";
import type { Fault } from "../tests/standins/banks/start-bank.ts";
import { inLanes } from "../tests/support/in-lanes.ts";
import { runJob } from "../tests/support/run-job.ts";
import { type ApiBank, startBankServices } from "../tests/support/start-bank-service.ts";
import { createRandom } from "./random.ts";

/** What came of many registrations, by the bank's own books. */
export interface Registered {
  asked: number;
  entered: number;
  /** Boletos that the bank has more than once under one name of ours. */
  seconds: number;
  /** Boletos of ours that the bank does not have. */
  lost: number;
  payable: number;
  calls: number;
  elapsedMs: number;
}

const lostAnswers: readonly Fault[] = ["lost", "500-after", "400-after"];

/**
 * Issues that many boletos at a bank's API that loses one answer in ten and fails one call in twenty, with one job in
 * twenty run twice at once, until the bank is done with all of them. The same seed goes wrong in the same places.
 */
export async function registerMany(bank: ApiBank, count: number, seed = 1): Promise<Registered> {
  const begun = Date.now();
  const random = createRandom(seed);
  const all = await startBankServices([bank], "2026-11-24 09:00", { callMs: 4000 });
  try {
    const { service, standIns } = all;
    const standIn = standIns[bank];
    const { prisma } = service.app;
    const { bankIds, contractId, invoiceIds } = await all.personAt(bank);
    const [bankWalletId = ""] = bankIds;
    const first = await prisma.invoice.findUniqueOrThrow({ where: { id: invoiceIds[0] ?? "" } });
    const ids: string[] = [];
    for (let index = 0; index < count; index++) {
      const { id: invoiceId } = await prisma.invoice.create({
        data: {
          externalId: `bench-${index}`,
          contractId,
          amountCents: first.amountCents,
          dueDate: first.dueDate,
          description: first.description,
        },
      });
      const issued = await service.app.storage.transaction((records) =>
        issueBoleto(records, { invoiceId, bankWalletId, now: service.clock(), demo: false }),
      );
      if (issued) ids.push(issued.boletoId);
    }
    standIn.chaos(() => {
      const drawn = random();
      if (drawn < 0.1) return lostAnswers[Math.floor(random() * lostAnswers.length)];
      return drawn < 0.15 ? "500" : undefined;
    });
    const twice = new Set(ids.filter(() => random() < 0.05));
    const payable = () => prisma.boleto.count({ where: { bankWalletId, status: "payable" } });
    for (let minute = 1; minute < longestMinutes && (await payable()) < ids.length; minute++) {
      const due = await prisma.boleto.findMany({
        where: { bankWalletId, status: "registering", nextLookUpAt: { lte: service.clock() } },
        select: { id: true },
      });
      const jobs = due.flatMap(({ id }) => (twice.has(id) ? [id, id] : [id]));
      await inLanes(lanes, jobs, (id) => runJob(service.app, { name: "register-boleto", boletoId: id }));
      service.isOffUntil(localTimeAfter(minute));
    }
    const names = standIn.titles.map((title) =>
      "seuNumero" in title ? title.seuNumero : title.numeroTituloBeneficiario,
    );
    const known = new Set(names);
    return {
      asked: ids.length,
      entered: names.length,
      seconds: names.length - known.size,
      lost: ids.filter((id) => !known.has(shortReference(id)) && !known.has(tinyReference(id))).length,
      payable: await payable(),
      calls: standIn.wires.length,
      elapsedMs: Date.now() - begun,
    };
  } finally {
    await all.stop();
  }
}

const longestMinutes = 14 * 60;
const lanes = 12;

/** "2026-11-24 09:07" after seven minutes. */
function localTimeAfter(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `2026-11-24 ${two(9 + Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
