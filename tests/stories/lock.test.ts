import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expireBoletos } from "../../src/core/use-cases/boletos/expire-boleto.ts";
import { lockChoices } from "../../src/core/use-cases/boletos/lock-choices.ts";
import { enterSubscriber, type StorySubscriber } from "../support/enter-subscriber.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

let service: Service;
beforeAll(async () => {
  service = await startService("2026-11-20 06:00");
});
afterAll(() => service.stop());

/** Itaú, Bradesco or Sicoob; five days before the due date it stays with Bradesco. */
const locking: StorySubscriber = { banks: ["341", "237", "756"], wallet: { lockDays: 5 }, defaultBank: 1 };
async function personAt(local: string, story: StorySubscriber = {}) {
  service.isOffUntil(local);
  const person = await enterSubscriber(service, { ...locking, invoices: [{ due: "2026-12-10" }], ...story });
  const boletos = async () =>
    (
      await service.app.prisma.boleto.findMany({
        where: { invoiceId: { in: person.invoiceIds } },
        orderBy: { createdAt: "asc" },
      })
    ).map(({ bankCode, status }) => `${bankCode} ${status}`);
  const locked = async () =>
    (await service.eventsOf("invoice.locked")).filter(({ data }) =>
      String((data as { invoiceId: string }).invoiceId).startsWith(`${person.externalId}-`),
    ).length;
  return { ...person, chat: chatOf(service, person.phone), boletos, locked };
}

describe("the choice of bank", () => {
  it("is open to the last minute before the day, and closed from its first on", async () => {
    const { chat } = await personAt("2026-12-04 23:55");
    await chat.tells("oi", "1");
    chat.sees("De qual banco você quer o boleto?");
    service.isOffUntil("2026-12-05 00:05");
    await chat.tells("menu", "1");
    chat.sees("Estou preparando seu boleto do Bradesco");
  });

  it("asked before it closed and answered after: that bank is gone, the other one is there at once", async () => {
    const { chat, boletos } = await personAt("2026-12-04 23:55");
    await chat.tells("oi", "1");
    service.isOffUntil("2026-12-05 00:05");
    await chat.says("itau");
    chat.sees("Esse banco não está mais disponível para essa fatura.");
    chat.sees("Estou preparando seu boleto do Bradesco");
    expect(await boletos()).toEqual(["237 registering"]);
  });

  it("closes in the morning: registered at the default bank, so that it can be paid when asked for", async () => {
    const { chat, boletos, locked } = await personAt("2026-12-05 06:05");
    await service.morning();
    await service.waits(1, "hours");
    expect(await boletos()).toEqual(["237 payable"]);
    expect(await locked()).toBe(1);
    chat.listens();
    chat.hearsNothing();
    await chat.tells("oi", "1");
    chat.sees("Seu boleto do Bradesco já pode ser pago");
    await chat.says("trocar");
    chat.sees("não há outro banco agora");
    await service.morning();
    expect(await locked()).toBe(1);
  });

  it("made earlier stays: nothing is issued anew, and nobody is told", async () => {
    const { chat, boletos, locked } = await personAt("2026-12-01 10:00");
    await chat.tells("oi", "1", "itau");
    await chat.waits(1, "hours");
    service.isOffUntil("2026-12-05 06:05");
    await service.morning();
    expect(await boletos()).toEqual(["341 payable"]);
    expect(await locked()).toBe(0);
    await chat.tells("oi", "1");
    chat.sees("boleto do Itaú");
    await chat.says("trocar");
    chat.sees("não há outro banco agora");
  });

  it("stays with its bank also overdue, when the first boleto has expired", async () => {
    const banks = [{ code: "341", daysAfterDue: 3 }, "237", "756"] as const;
    const { chat, boletos } = await personAt("2026-12-06 10:00", { banks, defaultBank: 0 });
    await service.morning();
    await service.waits(1, "hours");
    service.isOffUntil("2026-12-15 06:05");
    await service.morning();
    expect(await boletos()).toEqual(["341 expired"]);
    await chat.tells("oi", "1");
    chat.sees("Estou preparando seu boleto do Itaú");
    expect((await boletos()).at(-1)).toBe("341 registering");
  });

  it("opens again after a refusal, without the bank that refused", async () => {
    const banks = ["341", { code: "001", sandboxOutcome: "refused" }, "756"] as const;
    const { chat, boletos } = await personAt("2026-12-21 06:05", { banks, invoices: [{ due: "2026-12-26" }] });
    await service.morning();
    await service.runJobs();
    expect(await boletos()).toEqual(["001 rejected"]);
    await service.morning();
    await chat.tells("oi", "1");
    chat.sees("1. Itaú\n2. Sicoob\n0. Voltar");
    await chat.says("2");
    chat.sees("Estou preparando seu boleto do Sicoob");
  });

  it("never closes with 0 days, not even on the due date", async () => {
    const { chat, boletos } = await personAt("2026-12-28 10:00", {
      wallet: { lockDays: 0 },
      invoices: [{ due: "2026-12-28" }],
    });
    await service.morning();
    expect(await boletos()).toEqual([]);
    await chat.tells("oi", "1");
    chat.sees("De qual banco você quer o boleto?");
  });

  it("closes for every invoice, page after page, past those with nothing on offer and one that breaks", async () => {
    const { app } = service;
    service.isOffUntil("2027-01-20 06:05");
    const invoices = [{ due: "2027-01-24" }, { due: "2027-01-24" }];
    const without = await enterSubscriber(service, { ...locking, banks: [], defaultBank: 0, invoices });
    const broken = await enterSubscriber(service, { ...locking, invoices: [{ due: "2027-01-25" }] });
    const person = await enterSubscriber(service, {
      ...locking,
      invoices: ["2027-01-25", "2027-01-25", "2027-01-25"].map((due) => ({ due })),
    });
    // No account at all: the boleto cannot be made.
    await app.prisma.bankWallet.updateMany({ where: { id: { in: broken.bankIds } }, data: { account: {} } });
    await lockChoices(app.deps, 2);
    const locked = (of: { invoiceIds: string[] }) =>
      app.prisma.boleto.count({ where: { invoiceId: { in: of.invoiceIds }, status: "registering" } });
    expect(await Promise.all([locked(person), locked(broken), locked(without)])).toEqual([3, 0, 0]);
    expect((await service.eventsOf("invoice.lock-failed")).map(({ data }) => data)).toEqual([
      { invoiceId: `${broken.externalId}-0`, reason: expect.stringContaining("AppError") },
    ]);
  });

  it("registers at once where the provider's own boleto was taken back before", async () => {
    const { boletos, invoiceIds, chat } = await personAt("2027-02-01 10:00", { invoices: [{ due: "2027-02-10" }] });
    await chat.tells("oi", "1", "itau");
    const taken = { invoiceId: invoiceIds[0] as string };
    await service.app.prisma.boleto.updateMany({ where: taken, data: { status: "cancelled", origin: "erp" } });
    service.isOffUntil("2027-02-05 06:05");
    await service.morning();
    expect(await boletos()).toEqual(["341 cancelled", "341 registering"]);
  });
});

describe("a boleto that no bank takes any more", () => {
  it("expires in the morning, page after page", async () => {
    const { invoiceIds, chat, boletos } = await personAt("2027-03-01 10:00", {
      invoices: [{ due: "2027-03-10" }, { due: "2027-03-11" }, { due: "2027-03-12" }],
    });
    await chat.tells("oi", "1", "itau", "menu", "2", "itau", "menu", "3", "itau");
    await service.waits(1, "hours");
    expect(await boletos()).toEqual(invoiceIds.map(() => "341 payable"));
    service.isOffUntil("2027-08-01 06:05");
    await expireBoletos(service.app.deps, 2);
    expect(await boletos()).toEqual(invoiceIds.map(() => "341 expired"));
  });
});
