import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localTime } from "../../../src/core/billing/calendar/local-time.ts";
import { shortReference } from "../../../src/core/registration/short-reference.ts";
import { payableAtBank } from "../../support/boleto-at-bank.ts";
import { runJob } from "../../support/run-job.ts";
import { startBankServices } from "../../support/start-bank-service.ts";

let all: Awaited<ReturnType<typeof startBankServices>>;
beforeAll(async () => {
  all = await startBankServices(["inter", "sicoob", "bb4"], "2026-11-24 09:00");
});
afterAll(() => all.stop());

/** Paid at another bank in the evening, booked in the night; Inter's stand-in books nothing by itself. */
const pays = {
  inter: (reference: string) => {
    all.service.isOffUntil("2026-11-25 01:00");
    all.standIns.inter.becomes(reference, "RECEBIDO", "100.00");
  },
  sicoob: (reference: string) => all.standIns.sicoob.pays(reference, { by: "boleto" }),
  bb4: (reference: string) => all.standIns.bb4.pays(reference, 100),
};

describe("the morning's look at what was booked in the night", () => {
  // What was booked today is in tomorrow's list only, and the bank's post was lost.
  it.each(["inter", "sicoob", "bb4"] as const)(
    "is repeated the same day when the bank does not answer it: %s",
    async (bank) => {
      const { service } = all;
      service.isOffUntil("2026-11-24 09:00");
      const boleto = await payableAtBank(all, bank);
      service.isOffUntil("2026-11-24 21:30");
      pays[bank](boleto.reference);
      const worksFrom = Date.parse("2026-11-25T06:30:00-03:00");
      all.standIns[bank].chaos(() => (service.clock().getTime() < worksFrom ? "500" : undefined));
      service.isOffUntil("2026-11-25 06:05");
      await runJob(service.app, { name: "morning" });
      await service.waits(3, "hours");
      all.standIns[bank].chaos(undefined);
      const { status } = await service.app.prisma.boleto.findUniqueOrThrow({ where: { id: boleto.id } });
      expect(status).toBe("paid");
    },
  );

  it("asks a bank that never answers about it once an hour until midnight: the next morning asks anyway", async () => {
    const { service } = all;
    const { bb4 } = all.standIns;
    service.isOffUntil("2026-11-25 09:30");
    const { id } = await payableAtBank(all, "bb4");
    const bankReference = bb4.titles.find(({ numeroTituloBeneficiario: name }) => name === shortReference(id))?.id;
    const asked: string[] = [];
    bb4.chaos(({ path }) => {
      if (path !== `/boletos/${bankReference}`) return undefined;
      asked.push(localTime(service.clock(), "America/Sao_Paulo"));
      return "500";
    });
    service.isOffUntil("2026-11-26 06:05");
    await runJob(service.app, { name: "morning" });
    await service.waits(23, "hours");
    bb4.chaos(undefined);
    expect(asked.map((time) => time.slice(0, 2))).toEqual([
      "06",
      "06",
      "06",
      "07",
      ...Array.from({ length: 16 }, (_, index) => String(index + 8).padStart(2, "0")),
    ]);
  });
});
