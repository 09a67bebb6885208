import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isoDate } from "../../src/core/billing/calendar/iso-date.ts";
import { makeInvoices } from "../../src/core/use-cases/invoices/make-invoices.ts";
import { previewInvoices } from "../../src/core/use-cases/invoices/preview-invoices.ts";
import { enterSubscriber, type StorySubscriber } from "../support/enter-subscriber.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

let service: Service;
beforeAll(async () => {
  service = await startService("2026-11-30 06:05");
});
afterAll(() => service?.stop());
beforeEach(async () => {
  service.isOffUntil("2026-11-30 06:05");
  await service.app.prisma.contract.updateMany({ data: { billsHere: false } });
});

const billed = {
  billsHere: true,
  planPriceCents: 10_990,
  dueDay: 10,
  billsFrom: new Date("2026-11-01"),
} satisfies StorySubscriber["contract"];
const invoicesOf = async (contractId: string) =>
  (await service.app.prisma.invoice.findMany({ where: { contractId }, orderBy: { dueDate: "asc" } })).map(
    ({ description, dueDate, amountCents }) =>
      `${description} ${dueDate.toISOString().slice(0, 10)} ${Number(amountCents)}`,
  );

describe("invoices that are made here", () => {
  it("reach the subscriber like any other: made in the morning, shown, paid", async () => {
    const { phone } = await enterSubscriber(service, { contract: billed });
    await service.morning();
    const chat = chatOf(service, phone);
    await chat.says("oi");
    chat.sees("Vence *10/12* · R$ 109,90 (uso de novembro)");
  });

  it("are made once, however often and by however many at a time the run is begun", async () => {
    const { contractId } = await enterSubscriber(service, { contract: { ...billed, planDiscountCents: 500 } });
    const runs = await Promise.all([1, 2, 3].map(() => makeInvoices(service.app.deps)));
    await service.morning();
    expect(runs.reduce((sum, { made }) => sum + made, 0)).toBe(1);
    expect(await invoicesOf(contractId)).toEqual(["uso de novembro 2026-12-10 10990"]);
    const events = await service.eventsOf("invoice.made");
    expect(events.filter(({ data }) => JSON.stringify(data).includes("10990")).length).toBeGreaterThan(0);
    expect(await service.app.prisma.invoice.findFirst({ where: { contractId } })).toMatchObject({
      discountCents: 500,
      externalId: expect.stringMatching(/^F202611-\d{6}$/),
    });
  });

  it("are refused a second time by the database itself", async () => {
    const { contractId } = await enterSubscriber(service, { contract: billed });
    await service.morning();
    const again = {
      contractId,
      externalId: "again",
      amountCents: 1,
      dueDate: new Date("2027-01-10"),
      description: "x",
      competence: new Date("2026-11-01"),
      billedOn: new Date("2026-12-01"),
    };
    await expect(service.app.prisma.invoice.create({ data: again })).rejects.toThrow(/Unique constraint/);
  });

  it("are not made where another system's invoice is due that month: the report says why, until it is gone", async () => {
    const { contractId, invoiceIds } = await enterSubscriber(service, {
      contract: billed,
      invoices: [{ due: "2026-12-15", about: "do ERP" }],
    });
    await service.morning();
    const { prisma } = service.app;
    expect(await invoicesOf(contractId)).toEqual(["do ERP 2026-12-15 10000"]);
    expect(await prisma.billingSkip.findMany({ where: { contractId } })).toMatchObject([{ reason: "has-invoice" }]);
    await prisma.invoice.update({ where: { id: invoiceIds[0] ?? "" }, data: { status: "cancelled" } });
    await service.morning();
    expect(await invoicesOf(contractId)).toContain("uso de novembro 2026-12-10 10990");
    expect(await prisma.billingSkip.count({ where: { contractId } })).toBe(0);
  });

  it("are not made anew after they were cancelled, nor for a contract that is off", async () => {
    const { contractId } = await enterSubscriber(service, { contract: billed });
    const off = await enterSubscriber(service, { contract: { ...billed, active: false } });
    await service.morning();
    await service.app.prisma.invoice.updateMany({ where: { contractId }, data: { status: "cancelled" } });
    await service.morning();
    expect(await invoicesOf(contractId)).toHaveLength(1);
    expect(await invoicesOf(off.contractId)).toEqual([]);
  });

  it("are made up for after days without a run, and foreseen as they will come", async () => {
    const { contractId } = await enterSubscriber(service, { contract: billed });
    const until = isoDate("2027-01-05");
    const { bills } = await previewInvoices(service.app.deps, { until });
    const mine = bills.find(({ contract }) => contract.id === contractId);
    expect(mine?.planned.map(({ madeOn, dueDate }) => `${madeOn} ${dueDate}`)).toEqual([
      "2026-11-30 2026-12-10",
      "2026-12-31 2027-01-10",
    ]);
    expect(await invoicesOf(contractId)).toEqual([]);
    service.isOffUntil("2026-12-14 09:00");
    await service.morning();
    expect(await invoicesOf(contractId)).toEqual(["uso de novembro 2026-12-24 10990"]);
  });

  it("go to the bank the same morning where the choice has closed by then", async () => {
    const { contractId } = await enterSubscriber(service, {
      contract: billed,
      wallet: { lockDays: 15 },
      defaultBank: 1,
    });
    await service.morning();
    expect(await service.app.prisma.boleto.count({ where: { invoice: { contractId } } })).toBe(1);
  });

  it("of more contracts than a page are all made", async () => {
    const ids: string[] = [];
    for (let at = 0; at < 5; at++) ids.push((await enterSubscriber(service, { contract: billed })).contractId);
    expect(await makeInvoices(service.app.deps, 2)).toMatchObject({ made: 5 });
    for (const id of ids) expect(await invoicesOf(id)).toHaveLength(1);
  });
});

describe("a boleto that its bank is to take back", () => {
  it("is asked for again by the recovery where its job was lost", async () => {
    const { prisma } = service.app;
    const { phone, invoiceIds } = await enterSubscriber(service, { invoices: [{ due: "2026-12-20" }] });
    const chat = chatOf(service, phone);
    await chat.tells("oi", "1", "1");
    await service.runJobs();
    const invoiceId = invoiceIds[0] ?? "";
    const cancelling = {
      status: "cancelling",
      cancellingSince: service.clock(),
      nextLookUpAt: service.clock(),
    } as const;
    await prisma.boleto.updateMany({ where: { invoiceId }, data: cancelling });
    await service.waits(40, "minutes");
    expect(await prisma.boleto.findFirst({ where: { invoiceId } })).toMatchObject({ status: "cancelling" });
    await service.recovers();
    await service.runJobs();
    expect(await prisma.boleto.findFirst({ where: { invoiceId } })).toMatchObject({ status: "cancelled" });
  });
});
