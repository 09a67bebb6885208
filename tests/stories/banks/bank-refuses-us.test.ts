import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiBank, apiBanks, startBankServices } from "../../support/start-bank-service.ts";

let all: Awaited<ReturnType<typeof startBankServices>>;
const names = Object.keys(apiBanks) as ApiBank[];
beforeAll(async () => {
  all = await startBankServices(names, "2026-11-24 09:00");
});
afterAll(() => all.stop());

const statusOf = async (invoiceId = "") =>
  (await all.service.app.prisma.boleto.findFirstOrThrow({ where: { invoiceId } })).status;

describe.each(names)("a permission that %s takes away", (bank) => {
  it("rejects no boleto: the operator hears it once, the bank is not offered, and all goes on when it is back", async () => {
    const { service, standIns } = all;
    const told = async () => (await service.eventsOf("bank.no-permission")).length;
    const before = await told();
    const days = ["2026-12-10", "2026-12-11", "2026-12-12", "2026-12-13"];
    const { chat, invoiceIds, externalId } = await all.personAt(bank, { invoices: days.map((due) => ({ due })) });
    const asked = invoiceIds.slice(0, 3);
    standIns[bank].chaos(() => "403");
    await chat.tells("oi", "1", "1", "menu", "2", "1", "menu", "3", "1");
    await service.runJobs();
    for (const id of asked) expect(await statusOf(id)).toBe("registering");
    chat.listens();
    chat.sees("está com problema agora");
    chat.seesNot("Não deu para fazer o boleto");
    expect(await told()).toBe(before + 1);
    expect((await service.eventsOf("bank.no-permission")).at(-1)?.data).toMatchObject({
      bankCode: apiBanks[bank].code,
      bankWalletId: `${externalId}-0`,
      reason: expect.stringContaining("escopos"),
    });
    await chat.tells("menu", "4");
    chat.sees("Estou preparando seu boleto do Itaú.");
    // Asked again each quarter of an hour, and still told once.
    await service.waits(40, "minutes");
    expect(await told()).toBe(before + 1);
    standIns[bank].chaos(undefined);
    await service.waits(40, "minutes");
    for (const id of asked) expect(await statusOf(id)).toBe("payable");
    expect(standIns[bank].titles).toHaveLength(asked.length);
  });
});

describe.each(names)("a 429 of %s", (bank) => {
  it("is a pause of seconds: nobody hears of trouble, nothing counts as a failure, and the bank stays on offer", async () => {
    const { service, standIns } = all;
    const first = await all.personAt(bank);
    const troubles = (await service.eventsOf("bank.in-trouble")).length;
    standIns[bank].chaos(() => "429");
    await first.chat.tells("oi", "1", "1");
    await service.waits(20, "seconds");
    first.chat.listens();
    first.chat.seesNot("está com problema");
    expect(await statusOf(first.invoiceIds[0])).toBe("registering");
    const other = await all.personAt(bank);
    await other.chat.tells("oi", "1");
    other.chat.sees(`1. ${apiBanks[bank].name}`);
    expect(await service.eventsOf("bank.in-trouble")).toHaveLength(troubles);
    const health = await service.app.prisma.bankHealth.findUnique({ where: { bankCode: apiBanks[bank].code } });
    expect(health?.failures ?? 0).toBe(0);
    const { titles } = standIns[bank];
    const entered = titles.length;
    standIns[bank].chaos(undefined);
    await service.waits(10, "seconds");
    expect(titles).toHaveLength(entered + 1);
  });
});
