import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localDate } from "../../src/core/billing/calendar/local-time.ts";
import type { Registrar, RegistrationRequest } from "../../src/core/ports.ts";
import type { BankAnswer } from "../../src/core/registration/bank-answer.ts";
import { checkTitle } from "../../src/core/registration/check-title.ts";
import { applyReturn } from "../../src/core/use-cases/bank-files/apply-return.ts";
import { makeRemittance } from "../../src/core/use-cases/bank-files/make-remittance.ts";
import { registrationRequest } from "../../src/core/use-cases/boletos/registration-request.ts";
import { readRemittance } from "../standins/banks/cnab/read-remittance.ts";
import { writeReturn } from "../standins/banks/cnab/write-return.ts";
import { enterSubscriber } from "../support/enter-subscriber.ts";
import { fileAccounts } from "../support/file-accounts.ts";
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
  bank: ApiBank | "sandbox" | "file",
  start: () => Promise<{
    service: Service;
    person(): Promise<{ phone: string; bankIds: string[] }>;
    /** A bank by file gets its remessa, and sends its return file. */
    exchanges?(bankWalletId: string): Promise<void>;
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
      becomes(change: {
        sentAt?: Date;
        bankReference?: string;
        status?: "cancelling";
        cancellingSince?: Date;
      }): Promise<unknown>;
      goesOn(): Promise<void>;
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
          return boleto && registrationRequest(records, boleto);
        });
        if (!found) throw new Error("No boleto");
        return found;
      };
      return {
        request,
        registrar: service.app.deps.registrarOf((await request()).bankWallet),
        /** What the use case writes before it calls. */
        becomes: (data) => service.app.prisma.boleto.update({ where: { id }, data }),
        async goesOn() {
          await service.waits(1, "minutes");
          await parts.exchanges?.(bankIds[0] ?? "");
        },
      };
    }

    /** Asks again and again, as the clock goes on, until the bank is done with it. */
    async function registered({ registrar, request, becomes, goesOn }: Awaited<ReturnType<typeof asked>>) {
      await becomes({ sentAt: parts.service.clock() });
      let answer: BankAnswer = await registrar.register(await request());
      for (let minute = 0; minute < hour; minute++) {
        if (answer.kind !== "processing" && answer.kind !== "unknown" && answer.kind !== "in-trouble") return answer;
        if (answer.kind === "processing" && answer.bankReference !== undefined) {
          await becomes({ bankReference: answer.bankReference });
        }
        await goesOn();
        answer = await registrar.lookUp(await request());
      }
      return answer;
    }

    it("knows nothing of what it was never sent", async () => {
      const { registrar, request } = await asked();
      // Nobody can be asked about a file that was not sent yet.
      expect(await registrar.lookUp(await request())).toEqual({ kind: bank === "file" ? "processing" : "not-found" });
      expect(await registrar.cancel(await request())).toEqual({ kind: "cancelled" });
    });

    it("enters what it is sent, and tells it as it was asked for", async () => {
      const boleto = await asked();
      const answer = await registered(boleto);
      expect(answer).toMatchObject({ kind: "registered" });
      if (answer.kind !== "registered" || !answer.title) return expect(["sandbox", "file"]).toContain(bank);
      const today = localDate(parts.service.clock(), "America/Sao_Paulo");
      expect(checkTitle(answer.title, { ...(await boleto.request()), today })).toMatchObject({
        ok: true,
        pixCopiaECola: expect.stringContaining("br.gov.bcb.pix"),
      });
    });

    it("takes it back when it is asked to, and says so", async () => {
      const boleto = await asked();
      const { registrar, request, becomes, goesOn } = boleto;
      await registered(boleto);
      await becomes({ status: "cancelling", cancellingSince: parts.service.clock() });
      for (let minute = 0; minute < hour; minute++) {
        const answer = await registrar.cancel(await request());
        if (answer.kind === "cancelled") break;
        await goesOn();
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

registrarContract("file", async () => {
  const { service } = await all;
  const { deps, prisma } = service.app;
  const bank = { code: "756", registersBy: "cnab240", ...fileAccounts["756"] } as const;
  let read = 0;
  return {
    service,
    person: () =>
      enterSubscriber(service, {
        banks: [bank, "341"],
        invoices,
        contract: { address: "Rua São João, 120, Centro, Niterói - RJ, 24020-005" },
      }),
    async exchanges(bankWalletId) {
      const wallet = (await service.app.storage.fileBankWallets()).find(({ id }) => id === bankWalletId);
      if (!wallet) throw new Error("No file bank");
      const { made } = await makeRemittance(deps, { wallet, until: service.clock() });
      if (!made) return;
      const titles = readRemittance(Buffer.from(made.content, "latin1")).titles.map(({ P }) => ({
        movement: P?.movement === "02" ? "09" : "02",
        reference: P?.use ?? "",
      }));
      const [boleto] = await prisma.boleto.findMany({ where: { bankWalletId } });
      const nossoNumero = boleto?.nossoNumero ?? "";
      const bytes = writeReturn(
        "756",
        titles.map((title) => ({ nossoNumero, cents: 10_000, ...title })),
        { nsa: ++read },
      );
      await applyReturn(deps, { name: `retorno-${read}.ret`, bytes });
    },
  };
});
