import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localDate } from "../../src/core/billing/local-time.ts";
import type { Registrar, RegistrationRequest } from "../../src/core/ports.ts";
import type { BankAnswer } from "../../src/core/registration/bank-answer.ts";
import { checkTitle } from "../../src/core/registration/check-title.ts";
import { registrationRequest } from "../../src/core/use-cases/registration-request.ts";
import { enterSubscriber } from "../support/enter-subscriber.ts";
import { type ApiBank, apiBanks, startBankServices } from "../support/start-bank-service.ts";
import { chatOf, type Service } from "../support/start-chat.ts";

const hour = 60;
const invoices = [{ due: "2026-12-10" }];
let all: ReturnType<typeof startBankServices>;
beforeAll(async () => {
  all = startBankServices(Object.keys(apiBanks) as ApiBank[], "2026-11-24 09:00");
  await all;
});
afterAll(async () => (await all).stop());

/** What every registrar does, whichever bank stands behind it. */
function registrarContract(
  bank: ApiBank | "sandbox",
  start: () => Promise<{
    service: Service;
    person(): Promise<{ phone: string; bankIds: string[] }>;
  }>,
) {
  describe(bank, () => {
    let parts: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      parts = await start();
    });

    /** A boleto that was asked for, and not sent yet. */
    async function asked(): Promise<{
      request(): Promise<RegistrationRequest>;
      registrar: Registrar;
      sent(): Promise<void>;
    }> {
      const { service } = parts;
      const { phone, bankIds } = await parts.person();
      const chat = chatOf(service, phone);
      await chat.tells("oi", "1", "1");
      await service.app.prisma.$executeRaw`UPDATE pgboss.job SET state = 'cancelled' WHERE state < 'active'`;
      const { id } = await service.app.prisma.boleto.findFirstOrThrow({ where: { bankWalletId: bankIds[0] ?? "" } });
      const request = async () => {
        const found = await service.app.storage.transaction(async (records) => {
          const boleto = await records.boleto(id);
          return boleto && registrationRequest(records, boleto, undefined);
        });
        if (!found) throw new Error("No boleto");
        return found;
      };
      return {
        request,
        registrar: service.app.deps.registrarOf((await request()).bankWallet),
        /** What the use case writes before it calls. */
        async sent() {
          await service.app.prisma.boleto.update({ where: { id }, data: { sentAt: service.clock() } });
        },
      };
    }

    /** Asks again and again, as the clock goes on, until the bank is done with it. */
    async function settled(registrar: Registrar, request: () => Promise<RegistrationRequest>, first: BankAnswer) {
      let answer = first;
      for (let minute = 0; minute < hour; minute++) {
        if (answer.kind !== "processing" && answer.kind !== "unknown" && answer.kind !== "in-trouble") return answer;
        if (answer.kind === "processing" && answer.bankReference !== undefined) {
          const { boleto } = await request();
          await parts.service.app.prisma.boleto.update({
            where: { id: boleto.id },
            data: { bankReference: answer.bankReference },
          });
        }
        await parts.service.waits(1, "minutes");
        answer = await registrar.lookUp(await request());
      }
      return answer;
    }

    it("knows nothing of what it was never sent", async () => {
      const { registrar, request } = await asked();
      expect(await registrar.lookUp(await request())).toEqual({ kind: "not-found" });
      expect(await registrar.cancel(await request())).toEqual({ kind: "cancelled" });
    });

    it("enters what it is sent, and tells it as it was asked for", async () => {
      const { registrar, request, sent } = await asked();
      await sent();
      const answer = await settled(registrar, request, await registrar.register(await request()));
      expect(answer).toMatchObject({ kind: "registered" });
      if (answer.kind !== "registered" || !answer.title) return expect(bank).toBe("sandbox");
      const today = localDate(parts.service.clock());
      expect(checkTitle(answer.title, { ...(await request()), today })).toMatchObject({
        ok: true,
        pixCopiaECola: expect.stringContaining("br.gov.bcb.pix"),
      });
    });

    it("takes it back when it is asked to, and says so", async () => {
      const { registrar, request, sent } = await asked();
      await sent();
      await settled(registrar, request, await registrar.register(await request()));
      for (let minute = 0; minute < hour; minute++) {
        const answer = await registrar.cancel(await request());
        if (answer.kind === "cancelled") break;
        await parts.service.waits(1, "minutes");
      }
      // Banco do Brasil says the same for half a minute.
      await parts.service.waits(1, "minutes");
      expect(await registrar.cancel(await request())).toEqual({ kind: "cancelled" });
      expect(await registrar.lookUp(await request())).toMatchObject({ kind: "closed" });
    });
  });
}

registrarContract("sandbox", async () => {
  const { service } = await all;
  return { service, person: () => enterSubscriber(service, { banks: ["756", "341"], invoices }) };
});
for (const bank of Object.keys(apiBanks) as ApiBank[])
  registrarContract(bank, async () => {
    const { service, personAt } = await all;
    return { service, person: () => personAt(bank, { invoices }) };
  });
