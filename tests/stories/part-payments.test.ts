import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { centralOf } from "../../src/app/central.ts";
import { localDate } from "../../src/core/billing/calendar/local-time.ts";
import { recordBankPayment } from "../../src/core/use-cases/payments/record-bank-payment.ts";
import { undoPayment } from "../../src/core/use-cases/payments/undo-payment.ts";
import { invoiceLife } from "../../src/panel/invoices/invoice-life.ts";
import { listInvoices } from "../../src/panel/invoices/list-invoices.ts";
import { createRegister } from "../../src/storage/register/create-register.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

const maria = "5511900000001";
let service: Service;
let chat: ReturnType<typeof chatOf>;
beforeEach(async () => {
  service = await startService("2026-11-24 14:02");
  chat = chatOf(service, maria);
});
afterEach(() => service.stop());

const last = async () => {
  const boleto = (await service.boletos()).at(-1);
  if (!boleto) throw new Error("None was issued");
  return boleto;
};
const invoiceOf = (id: string) => service.app.prisma.invoice.findUniqueOrThrow({ where: { id } });

/** Maria has Itaú's boleto of R$ 109,90 in hand, and R$ 60,00 of it are paid. */
async function paidInPart() {
  await chat.tells("oi", "2", "itau");
  await chat.waits(31, "minutes");
  const boleto = await last();
  const paidOn = localDate(service.app.deps.clock.now(), "America/Sao_Paulo");
  await recordBankPayment(service.app.deps, boleto.id, { kind: "paid", amountCents: 6000, paidOn });
  chat.listens();
  return boleto;
}

describe("a part payment", () => {
  it("is told, and everything that shows what is owed shows the rest", async () => {
    const { invoiceId } = await paidInPart();
    chat.sees("*R$ 60,00*. Faltam *R$ 49,90*");
    await chat.says("recibo");
    chat.sees("Recibo da fatura (uso de novembro).");
    await chat.says("menu");
    chat.sees("Vence *10/12* · R$ 49,90 (uso de novembro, já pagos R$ 60,00)");

    const { prisma } = service.app;
    const { contract, externalId } = await prisma.invoice.findUniqueOrThrow({
      where: { id: invoiceId },
      include: { contract: true },
    });
    const central = centralOf(service.app);
    expect((await central.owed(contract.subscriberId)).find((one) => one.invoiceId === invoiceId)).toMatchObject({
      todayCents: 4990,
      partPaidCents: 6000,
    });
    expect((await central.history(contract.subscriberId)).find((one) => one.invoiceId === invoiceId)).toMatchObject({
      status: "open",
      partPaidCents: 6000,
    });
    expect(await invoiceLife(prisma, invoiceId)).toMatchObject({
      partPaidCents: 6000,
      payments: [{ outcome: "parcial", differenceCents: -4990 }],
    });
    const today = localDate(service.app.deps.clock.now(), "America/Sao_Paulo");
    const { rows } = await listInvoices(prisma, { filter: "open", limit: 50, today });
    expect(rows.find(({ id }) => id === invoiceId)).toMatchObject({ amountCents: 10_990, partPaidCents: 6000 });
    const register = createRegister(prisma, async () => {});
    expect(await register.get("invoices", externalId)).toMatchObject({ amountCents: 10_990, partPaidCents: 6000 });
  });

  it("that came late leaves its charges with the rest, even where the multa is more than 2 % of it", async () => {
    await chat.tells("oi", "2", "itau");
    await chat.waits(31, "minutes");
    const { id } = await last();
    service.isOffUntil("2026-12-15 10:00");
    const paidOn = localDate(service.clock(), "America/Sao_Paulo");
    await recordBankPayment(service.app.deps, id, { kind: "paid", amountCents: 10_490, paidOn });
    await chat.tells("oi", "2", "bradesco");
    await chat.waits(31, "minutes");
    // R$ 5,00, 2 % of R$ 109,90, and the juros of one day: it may have been paid two business days before.
    expect(await last()).toMatchObject({ amountCents: 723n, status: "payable" });
  });

  it("is followed by a boleto for the rest, and the sum settles", async () => {
    const { invoiceId } = await paidInPart();
    await chat.tells("menu", "2", "bradesco");
    await chat.waits(31, "minutes");
    chat.sees("já pode ser pago: *R$ 49,90*");
    const rest = await last();
    expect(rest).toMatchObject({ bankCode: "237", amountCents: 4990n });
    await service.pays(rest);
    expect((await invoiceOf(invoiceId)).status).toBe("paid");
    const { subscriberId } = await service.app.prisma.contract.findFirstOrThrow({
      where: { invoices: { some: { id: invoiceId } } },
    });
    const line = (await centralOf(service.app).history(subscriberId)).find((one) => one.invoiceId === invoiceId);
    expect(line).toMatchObject({ payment: { amountCents: 4990 }, partPaidCents: 6000 });
  });

  it("that leaves only charges is followed by a boleto for them, on which nothing is charged", async () => {
    await chat.tells("oi", "1", "itau");
    await chat.waits(31, "minutes");
    const boleto = await last();
    const paidOn = localDate(service.app.deps.clock.now(), "America/Sao_Paulo");
    await recordBankPayment(service.app.deps, boleto.id, { kind: "paid", amountCents: 10_990, paidOn });
    await chat.tells("menu", "1", "bradesco");
    await chat.waits(31, "minutes");
    // Judged at 19/11, nine days late: multa 2,20 and juros 0,33.
    expect(await last()).toMatchObject({ bankCode: "237", amountCents: 253n, multaCents: 0n, jurosPerDayCents: 0 });
    expect((await invoiceOf(boleto.invoiceId)).status).toBe("open");
  });

  it("that the bank takes back is owed again, everywhere", async () => {
    const { id, invoiceId } = await paidInPart();
    await undoPayment(service.app.deps, id);
    await chat.says("menu");
    chat.sees("R$ 109,90 (uso de novembro)");
    expect((await invoiceOf(invoiceId)).status).toBe("open");
  });

  it("by another boleto takes the full one away: the same payment reported twice is one", async () => {
    await chat.tells("oi", "2", "itau");
    await service.runJobs();
    const first = await last();
    await chat.tells("trocar", "bradesco", "1");
    await chat.waits(31, "minutes");
    const report = {
      kind: "paid",
      amountCents: 6000,
      paidOn: localDate(service.app.deps.clock.now(), "America/Sao_Paulo"),
    } as const;
    await recordBankPayment(service.app.deps, first.id, report);
    await recordBankPayment(service.app.deps, first.id, report);
    chat.listens();
    chat.sees("jogue fora: ele é de outro valor");
    expect((await service.boletos()).map(({ bankCode }) => bankCode)).toEqual(["341", "237"]);
    expect((await last()).status).toMatch(/^cancel/);
    expect(await service.app.prisma.payment.count()).toBe(1);
  });
});

describe("a payment whose amount the bank does not tell", () => {
  it("has a receipt that claims none, until it is told", async () => {
    await chat.tells("oi", "2", "itau");
    await chat.waits(31, "minutes");
    const boleto = await last();
    const paidOn = localDate(service.app.deps.clock.now(), "America/Sao_Paulo");
    await recordBankPayment(service.app.deps, boleto.id, { kind: "paid", paidOn });
    const payment = await service.app.prisma.payment.findFirstOrThrow();
    expect(payment).toMatchObject({ amountCents: 10_990n, amountTold: false, outcome: "settled" });
    const { subscriberId } = await service.app.prisma.contract.findFirstOrThrow({
      where: { invoices: { some: { id: boleto.invoiceId } } },
    });
    const central = centralOf(service.app);
    expect(await central.receipt(subscriberId, payment.id)).not.toHaveProperty("amountCents");
    await recordBankPayment(service.app.deps, boleto.id, { kind: "paid", paidOn, amountCents: 10_990 });
    expect(await central.receipt(subscriberId, payment.id)).toMatchObject({ amountCents: 10_990 });
  });
});
