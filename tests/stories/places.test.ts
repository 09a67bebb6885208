import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Zone } from "../../src/core/billing/calendar/zone.ts";
import { enterSubscriber, type StorySubscriber } from "../support/enter-subscriber.ts";
import { runJob } from "../support/run-job.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

/** Branches in the zones of Brazil; times in the tests are Brasília's. */
const zoned = {
  Noronha: "America/Noronha",
  Recife: "America/Recife",
  Manaus: "America/Manaus",
  Cuiabá: "America/Cuiaba",
  "Rio Branco": "America/Rio_Branco",
} as const satisfies Record<string, Zone>;

let service: Service;
beforeAll(async () => {
  service = await startService("2026-11-24 06:00");
  for (const [externalId, zone] of Object.entries(zoned))
    await service.app.prisma.branch.create({ data: { externalId, zone } });
});
afterAll(() => service?.stop());

async function personAt(local: string, branch: string | null, { invoices, ...story }: StorySubscriber) {
  service.isOffUntil(local);
  const person = await enterSubscriber(service, {
    banks: ["341"],
    invoices: invoices ?? [],
    ...story,
    contract: { branch, ...story.contract },
  });
  const chat = chatOf(service, person.phone);
  const boletos = () =>
    service.app.prisma.boleto.findMany({
      where: { invoiceId: { in: person.invoiceIds } },
      orderBy: { createdAt: "asc" },
    });
  return { ...person, chat, boletos };
}

describe("today is the branch's", () => {
  it.each([
    // Due on Wednesday, 9 December: overdue as soon as it is Thursday there.
    ["Noronha", "2026-12-09 22:59", "Vence *09/12* · R$ 100,00"],
    ["Noronha", "2026-12-09 23:01", "Venceu *09/12* · R$ 102,0"],
    ["Recife", "2026-12-09 23:59", "Vence *09/12* · R$ 100,00"],
    ["Recife", "2026-12-10 00:01", "Venceu *09/12* · R$ 102,03"],
    [null, "2026-12-10 00:01", "Venceu *09/12* · R$ 102,03"],
    ["Manaus", "2026-12-10 00:59", "Vence *09/12* · R$ 100,00"],
    ["Manaus", "2026-12-10 01:01", "Venceu *09/12* · R$ 102,03"],
    ["Cuiabá", "2026-12-10 00:59", "Vence *09/12* · R$ 100,00"],
    ["Rio Branco", "2026-12-10 01:59", "Vence *09/12* · R$ 100,00"],
    ["Rio Branco", "2026-12-10 02:01", "Venceu *09/12* · R$ 102,03"],
  ] as const)("%s at %s: %s", async (branch, local, said) => {
    const { chat } = await personAt(local, branch, { invoices: [{ due: "2026-12-09" }] });
    await chat.says("oi");
    chat.sees(said);
  });

  it("a boleto for an overdue invoice is due today there, and a bank's cut-off is in Brasília's time", async () => {
    const late = { invoices: [{ due: "2026-12-01" }] };
    // 18:25 in Rio Branco: ready before 20:30 in Brasília, after the bank's 20:00.
    const { chat } = await personAt("2026-12-09 20:25", "Rio Branco", late);
    await chat.tells("oi", "1");
    chat.sees("para pagar até amanhã, 10/12");
    const inTime = await personAt("2026-12-09 19:25", "Rio Branco", late);
    await inTime.chat.tells("oi", "1");
    inTime.chat.sees("para pagar hoje");
  });

  it.each([
    ["Noronha", "15:32"],
    ["Manaus", "13:32"],
    ["Rio Branco", "12:32"],
    [null, "14:32"],
  ] as const)("a promise is told in its time: %s, %s", async (branch, until) => {
    const { chat } = await personAt("2026-11-24 14:02", branch, { invoices: [{ due: "2026-12-10" }] });
    await chat.tells("oi", "1");
    chat.sees(`fica pronto *até as ${until}*`);
  });
});

describe("a branch's people and nights", () => {
  it.each([
    ["07:30 there", "2026-11-30 08:30", "hoje a partir das 08:00"],
    ["09:00 there", "2026-11-30 10:00", "Chamei uma pessoa"],
    ["17:30 there, when the provider's office is closed", "2026-11-30 18:30", "Chamei uma pessoa"],
    ["18:30 there", "2026-11-30 19:30", "amanhã, 01/12, a partir das 08:00"],
    ["the evening before a local holiday", "2026-12-07 22:00", "quarta, 09/12, a partir das 08:00"],
  ])("answer by its clock and its holidays: %s", async (_, local, said) => {
    const day: [string, string] = ["08:00", "18:00"];
    const hours = { weekdays: { 1: day, 2: day, 3: day, 4: day, 5: day }, holidays: [] };
    await service.app.prisma.branch.upsert({
      where: { externalId: "Parintins" },
      create: { externalId: "Parintins", zone: "America/Manaus", holidays: ["2026-12-08"], hours },
      update: {},
    });
    const { chat } = await personAt(local, "Parintins", { invoices: [{ due: "2027-01-10" }] });
    await chat.tells("oi", "atendente");
    chat.sees(said);
  });

  it("are not disturbed by a late notice before 08:00 there, which is 10:00 in Brasília", async () => {
    const { chat } = await personAt("2026-11-25 14:02", "Rio Branco", { invoices: [{ due: "2027-06-10" }] });
    await chat.tells("oi", "1");
    await service.runJobs();
    service.failures.all = new Error("The channel is down");
    await service.waits(31, "minutes");
    // 20:50 there: the notice is late, and may still come.
    service.isOffUntil("2026-11-26 07:00");
    delete service.failures.all;
    await service.recovers();
    chat.listens();
    chat.hearsNothing();
    service.isOffUntil("2026-11-26 09:59");
    await service.recovers();
    chat.listens();
    chat.hearsNothing();
    service.isOffUntil("2026-11-26 10:00");
    await service.recovers();
    chat.listens();
    chat.sees("já pode ser pago");
  });

  it("may still be written to at 20:50 there, which is 22:50 in Brasília", async () => {
    const { chat } = await personAt("2026-11-25 14:02", "Rio Branco", { invoices: [{ due: "2027-06-10" }] });
    await chat.tells("oi", "1");
    await service.runJobs();
    service.failures.all = new Error("The channel is down");
    await service.waits(31, "minutes");
    service.isOffUntil("2026-11-25 22:50");
    delete service.failures.all;
    await service.recovers();
    chat.listens();
    chat.sees("já pode ser pago");
  });
});

describe("the daily work of a zone", () => {
  const closing = { wallet: { lockDays: 3 }, defaultBank: 0, invoices: [{ due: "2026-12-18" }] };

  it("closes the choice of its own contracts, at 06:05 there", async () => {
    const manaus = await personAt("2026-12-14 12:00", "Manaus", closing);
    const brasilia = await personAt("2026-12-14 12:00", null, closing);
    service.isOffUntil("2026-12-15 06:05");
    await runJob(service.app, { name: "morning", zone: "America/Sao_Paulo" });
    expect([(await manaus.boletos()).length, (await brasilia.boletos()).length]).toEqual([0, 1]);
    service.isOffUntil("2026-12-15 07:05");
    await runJob(service.app, { name: "morning", zone: "America/Bahia" });
    expect((await manaus.boletos()).length).toBe(0);
    await runJob(service.app, { name: "morning", zone: "America/Manaus" });
    expect((await manaus.boletos()).length).toBe(1);
    await runJob(service.app, { name: "morning", zone: "America/Manaus" });
    expect((await manaus.boletos()).length).toBe(1);
  });

  it("is made up for after a start only where 06:05 has passed", async () => {
    const manaus = await personAt("2026-12-14 12:00", "Manaus", closing);
    const noronha = await personAt("2026-12-14 12:00", "Noronha", closing);
    service.isOffUntil("2026-12-15 06:30");
    await runJob(service.app, { name: "morning", missed: true });
    expect([(await manaus.boletos()).length, (await noronha.boletos()).length]).toEqual([0, 1]);
    service.isOffUntil("2026-12-15 07:30");
    await runJob(service.app, { name: "morning", missed: true });
    expect((await manaus.boletos()).length).toBe(1);
  });

  it("makes its invoices and expires its boletos by its day", async () => {
    const plan = {
      billsHere: true,
      billsFrom: new Date("2026-11-01"),
      startsOn: new Date("2026-11-01"),
      planPriceCents: 9900,
      dueDay: 26,
      daysBefore: 10,
    };
    const { contractId } = await personAt("2026-12-16 00:30", "Manaus", { contract: plan });
    const made = () => service.app.prisma.invoice.count({ where: { contractId } });
    await runJob(service.app, { name: "morning" });
    expect(await made()).toBe(0);
    service.isOffUntil("2026-12-16 01:30");
    await runJob(service.app, { name: "morning" });
    expect(await made()).toBe(1);
  });
});

describe("31 December, the last banking day", () => {
  it.each([
    ["on Saturday, 2 January", "2027-01-02 10:00", "Vence"],
    ["on Monday, 4 January", "2027-01-04 10:00", "Vence"],
  ])("what is due then costs nothing more %s", async (_, local) => {
    const { chat } = await personAt(local, null, { invoices: [{ due: "2026-12-31" }] });
    await chat.tells("oi", "1");
    await chat.waits(31, "minutes");
    chat.sees("já pode ser pago: *R$ 100,00*, vence em 04/01/2027.");
    chat.seesNot("multa");
  });

  it("and from the day after that, days count from 31 December", async () => {
    const { chat } = await personAt("2027-01-05 10:00", null, { invoices: [{ due: "2026-12-31" }] });
    await chat.says("oi");
    chat.sees("Venceu *31/12* · R$ 102,17 (uso do mês, com multa e juros)");
  });

  it("a boleto that is asked for on it is due on the next business day", async () => {
    const { chat } = await personAt("2026-12-31 10:00", null, { invoices: [{ due: "2026-12-10" }] });
    await chat.tells("oi", "1");
    chat.sees("para pagar até segunda, 04/01/2027");
  });
});

describe("the list asks for what the next step asks for", () => {
  it.each([
    // Saturday: paid on Monday, seven days late.
    ["on a Saturday", "2026-12-12 10:00", "102,13"],
    ["after the cut-off", "2026-12-09 21:00", "102,03"],
    ["before it", "2026-12-09 10:00", "102,00"],
  ])("%s", async (_, local, amount) => {
    const due = amount === "102,13" ? "2026-12-10" : amount === "102,03" ? "2026-12-07" : "2026-12-08";
    const { chat } = await personAt(local, null, { banks: ["341", "237"], invoices: [{ due }] });
    await chat.says("oi");
    const listed = /Venceu [^·]*· R\$ ([\d,]+)/.exec(chat.heard())?.[1];
    await chat.says("1");
    const asked = /Fatura vencida em [^:]*: \*R\$ ([\d,]+)\*/.exec(chat.heard())?.[1];
    expect(listed).toBeDefined();
    expect(listed).toBe(asked);
  });

  it("the least of what the banks ask for, where one still takes payments today", async () => {
    const banks = [
      { code: "341", cutOff: "20:00" },
      { code: "237", cutOff: "23:00" },
    ] as const;
    const { chat } = await personAt("2026-12-09 21:00", null, { banks, invoices: [{ due: "2026-12-01" }] });
    await chat.says("oi");
    chat.sees("Venceu *01/12* · R$ 102,27");
    await chat.says("1");
    chat.sees("1. Itaú · R$ 102,30, vence 10/12");
    chat.sees("2. Bradesco · R$ 102,27, vence 09/12");
  });

  it("and says no discount that no bank can keep any more", async () => {
    const invoices = [{ due: "2026-12-09", discountCents: 1000, discountUntil: new Date("2026-12-09") }];
    const { chat } = await personAt("2026-12-09 21:00", null, { invoices });
    await chat.says("oi");
    chat.sees("Vence *09/12* · R$ 100,00 (uso do mês)\n");
    const before = await personAt("2026-12-09 10:00", null, { invoices });
    await before.chat.says("oi");
    before.chat.sees("(uso do mês, até 09/12: R$ 90,00)");
  });

  it("also where the boleto that lives can no longer be paid", async () => {
    const banks = [{ code: "341", daysAfterDue: 1 }] as const;
    const { chat } = await personAt("2026-12-09 10:00", null, { banks, invoices: [{ due: "2026-12-10" }] });
    await chat.tells("oi", "1");
    await chat.waits(1, "hours");
    // Saturday: its last day was Friday.
    service.isOffUntil("2026-12-12 10:00");
    await chat.says("menu");
    chat.sees("Venceu *10/12* · R$ 102,13");
    await chat.says("1");
    chat.sees("*R$ 102,13* (R$ 100,00 + multa R$ 2,00 + juros R$ 0,13), para pagar até segunda, 14/12");
  });
});
