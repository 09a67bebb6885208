import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tinyReference } from "../../../src/core/registration/short-reference.ts";
import { askedAtBank } from "../../support/boleto-at-bank.ts";
import { type ApiBank, apiBanks, startBankServices } from "../../support/start-bank-service.ts";

let all: Awaited<ReturnType<typeof startBankServices>>;
const names = Object.keys(apiBanks) as ApiBank[];
beforeAll(async () => {
  all = await startBankServices(names, "2026-11-24 09:00", { callMs: 1500 });
});
afterEach(() => {
  for (const name of names) all.standIns[name].chaos(undefined);
});
afterAll(() => all.stop());

/** The titles that the bank has of a boleto. */
const titlesOf = (bank: ApiBank, { id, reference }: { id: string; reference: string }) =>
  all.standIns[bank].titles.filter((title) =>
    JSON.stringify(title).includes(bank === "sicredi" ? tinyReference(id) : reference),
  );

const isIssue = ({ method, path }: { method: string; path: string }) =>
  method === "POST" && /^\/(boletos|cobrancas|invoices|payments)$/.test(path);

describe.each(names)("a boleto that %s has entered", (bank) => {
  it.each(["429", "403", "reset", "500"] as const)(
    "is not entered again, though everything asked afterwards ends in %s",
    async (fault) => {
      const boleto = await askedAtBank(all, bank);
      let isEntered = false;
      all.standIns[bank].chaos((wire) => {
        if (isIssue(wire)) isEntered = true;
        else if (isEntered) return fault;
        return undefined;
      });
      await all.service.waits(3, "minutes");
      expect(titlesOf(bank, boleto)).toHaveLength(1);
      expect((await boleto.request()).boleto.sentAt).toBeDefined();
      all.standIns[bank].chaos(undefined);
      await all.service.waits(60, "minutes");
      expect(titlesOf(bank, boleto)).toHaveLength(1);
      const { status } = await all.service.app.prisma.boleto.findUniqueOrThrow({ where: { id: boleto.id } });
      expect(status).toBe("payable");
    },
  );
});
