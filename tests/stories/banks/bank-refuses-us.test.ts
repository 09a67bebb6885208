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
    const people = [await all.personAt(bank), await all.personAt(bank), await all.personAt(bank)];
    standIns[bank].chaos(() => "403");
    for (const { chat } of people) await chat.tells("oi", "1", "1");
    await service.runJobs();
    for (const { chat, invoiceIds } of people) {
      expect(await statusOf(invoiceIds[0])).toBe("registering");
      chat.listens();
      chat.sees("está com problema agora");
      chat.seesNot("Não deu para fazer o boleto");
    }
    expect(await told()).toBe(before + 1);
    expect((await service.eventsOf("bank.no-permission")).at(-1)?.data).toMatchObject({
      bankCode: apiBanks[bank].code,
      reason: expect.stringContaining("escopos"),
    });
    const late = await all.personAt(bank);
    await late.chat.tells("oi", "1");
    late.chat.sees("Estou preparando seu boleto do Itaú.");
    // Asked again each quarter of an hour, and still told once.
    await service.waits(40, "minutes");
    expect(await told()).toBe(before + 1);
    standIns[bank].chaos(undefined);
    await service.waits(40, "minutes");
    for (const { invoiceIds } of people) expect(await statusOf(invoiceIds[0])).toBe("payable");
    expect(standIns[bank].titles).toHaveLength(people.length);
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
    const { failures } = await service.app.prisma.bankHealth.findUniqueOrThrow({
      where: { bankCode: apiBanks[bank].code },
    });
    expect(failures).toBe(0);
    const { titles } = standIns[bank];
    const entered = titles.length;
    standIns[bank].chaos(undefined);
    await service.waits(10, "seconds");
    expect(titles).toHaveLength(entered + 1);
  });
});
