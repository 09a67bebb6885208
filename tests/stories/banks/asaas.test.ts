import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { siteRouters } from "../../../src/app/site.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { shortReference } from "../../../src/core/registration/short-reference.ts";
import { registrationRequest } from "../../../src/core/use-cases/boletos/registration-request.ts";
import { startServer } from "../../../src/http/server.ts";
import { startBankService } from "../../support/start-bank-service.ts";

const webhookSecret = "the-very-secret-end-of-it";
let asaas: Awaited<ReturnType<typeof startBankService<"asaas">>>;
let site: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  asaas = await startBankService("asaas", "2026-11-24 09:00", { webhookSecret });
  site = await startServer({ host: "127.0.0.1", port: 0, routers: await siteRouters(asaas.service.app) });
});
afterAll(async () => {
  await site.close();
  await asaas.stop();
});

const post = (body: unknown) =>
  fetch(`${site.url}/webhooks/asaas/${webhookSecret}`, { method: "POST", body: JSON.stringify(body) });
const boletoOf = (invoiceIds: readonly string[]) =>
  asaas.service.app.prisma.boleto.findFirstOrThrow({ where: { invoiceId: { in: [...invoiceIds] } } });
const invoiceOf = (id: string | undefined) =>
  asaas.service.app.prisma.invoice.findUniqueOrThrow({ where: { id: id ?? "" } });

/** Somebody whose boleto can be paid. */
async function payable() {
  const person = await asaas.person();
  await person.chat.tells("oi", "1", "asaas");
  await person.chat.waits(5, "minutes");
  person.chat.sees("✅ Seu boleto do Asaas já pode ser pago: *R$ 100,00*, vence em 10/12/2026.");
  const { id } = await boletoOf(person.invoiceIds);
  return { ...person, boletoId: id, reference: shortReference(id) };
}

async function requestFor(boletoId: string) {
  const { app } = asaas.service;
  const request = await app.storage.transaction(async (records) => {
    const boleto = await records.boleto(boletoId);
    return boleto && registrationRequest(records, boleto);
  });
  if (!request) throw new Error("No boleto");
  return { request, registrar: app.deps.registrarOf(request.bankWallet) };
}

describe("from oi to paid at Asaas", () => {
  it("told once the boleto has its numbers, with PIX and paper; paid is what the payer paid, not what is left of it", async () => {
    const { chat, invoiceIds, boletoId, reference } = await payable();
    const boleto = await boletoOf(invoiceIds);
    expect(boleto.linhaDigitavel?.slice(0, 4)).toBe("4619");
    chat.sees(boleto.linhaDigitavel ?? "none");
    await chat.says("pix");
    chat.sees(boleto.pixCopiaECola ?? "none");
    const { request, registrar } = await requestFor(boletoId);
    const pdf = await registrar.pdf?.(request);
    expect(Buffer.from(pdf ?? []).toString()).toBe(`%PDF-1.4 asaas /b/pdf/${boleto.bankReference}`);

    await post({ event: "PAYMENT_RECEIVED", payment: { id: boleto.bankReference, externalReference: reference } });
    await asaas.service.runJobs();
    expect((await invoiceOf(invoiceIds[0])).status).toBe("open");

    await post(asaas.standIn.becomes(reference, "CONFIRMED"));
    await asaas.service.runJobs();
    expect((await invoiceOf(invoiceIds[0])).status).toBe("open");

    const paid = asaas.standIn.becomes(reference, "RECEIVED", { paidOn: "2026-11-23" });
    expect(paid.payment.netValue).toBeLessThan(100);
    await Promise.all([post(paid), post(paid)]);
    await asaas.service.waits(10, "minutes");
    await asaas.service.runJobs();
    chat.listens();
    expect(chat.heard().split("✅ Recebemos o pagamento da fatura (uso de novembro). Obrigado!")).toHaveLength(2);
    expect((await invoiceOf(invoiceIds[0])).status).toBe("paid");
    const payment = await asaas.service.app.prisma.payment.findFirstOrThrow({ where: { boletoId } });
    expect(Number(payment.amountCents)).toBe(10_000);
    expect(payment.paidOn.toISOString().slice(0, 10)).toBe("2026-11-23");
  });

  it("an account without a PIX key gives a boleto without PIX", async () => {
    asaas.standIn.rules.pix = false;
    const { chat } = await payable();
    asaas.standIn.rules.pix = true;
    await chat.says("pix");
    chat.sees("Este boleto do Asaas não tem PIX.");
  });

  it("posts about another system's charges of the same account are no news", async () => {
    const before = (await asaas.service.eventsOf("bank.webhook-unread")).length;
    expect(
      (await post({ event: "PAYMENT_RECEIVED", payment: { id: "pay_other", externalReference: "99" } })).status,
    ).toBe(200);
    await asaas.service.runJobs();
    expect(await asaas.service.eventsOf("bank.webhook-unread")).toHaveLength(before);
  });

  it("a charge removed at Asaas is thrown away", async () => {
    const { chat, reference } = await payable();
    const title = asaas.standIn.titles.find(({ seuNumero }) => seuNumero === reference);
    if (title) title.deleted = true;
    await post({ event: "PAYMENT_DELETED", payment: { id: title?.id, externalReference: reference } });
    await chat.waits(3, "minutes");
    chat.sees("Seu boleto do Asaas foi cancelado no banco. Jogue fora. Para fazer outro, digite *menu*.");
  });
});

describe("the payer's customer at Asaas", () => {
  const customersOf = (document: string) => asaas.standIn.customers.filter(({ cpfCnpj }) => cpfCnpj === document);

  it("is made once, without notifications and without a way to be written to", async () => {
    const { invoiceIds, chat, boletoId } = await payable();
    const { request, registrar } = await requestFor(boletoId);
    const { document } = request.boleto.slip.payer;
    await registrar.register(request);
    const found = customersOf(document.replace(/\D/g, ""));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ notificationDisabled: true });
    expect(Object.keys(found[0] ?? {}).sort()).toEqual(["cpfCnpj", "deleted", "id", "name", "notificationDisabled"]);
    expect([invoiceIds.length, chat.heard().length > 0]).toEqual([1, true]);
  });

  it("is not one that Asaas would write to, nor one that was removed", async () => {
    const person = await asaas.person();
    const { document } = await asaas.service.app.prisma.subscriber.findUniqueOrThrow({
      where: { id: person.subscriberId },
    });
    const known = { name: "X", cpfCnpj: document, deleted: false };
    asaas.standIn.customers.splice(0);
    asaas.standIn.customers.push({ ...known, id: "cus_loud", notificationDisabled: false });
    asaas.standIn.customers.push({ ...known, id: "cus_gone", notificationDisabled: true, deleted: true });
    await person.chat.tells("oi", "1", "asaas");
    await person.chat.waits(5, "minutes");
    const [title] = asaas.standIn.titles.slice(-1);
    expect(["cus_loud", "cus_gone"]).not.toContain(title?.customer);
    expect(customersOf(document)).toHaveLength(3);
  });
});

it("Asaas's list of payments is by the day of payment, of all kinds of money and of all systems", async () => {
  const { boletoId, reference } = await payable();
  const { registrar } = await requestFor(boletoId);
  asaas.standIn.becomes(reference, "RECEIVED");
  const [model] = asaas.standIn.titles;
  if (!model) throw new Error("No charge");
  const paid = { paymentDate: "2026-11-20", clientPaymentDate: "2026-11-19", deleted: false };
  for (let index = 0; index < 205; index++)
    asaas.standIn.titles.push({
      ...model,
      ...paid,
      ...{ id: `pay_other${index}`, externalReference: `OTHER-${index}`, paidValue: 7 },
      status: index === 0 ? "RECEIVED_IN_CASH" : "RECEIVED",
    });
  const listed = await registrar.payments?.({ from: isoDate("2026-11-20"), to: isoDate("2026-11-20") });
  if (listed?.kind !== "payments") throw new Error(listed?.kind);
  expect(new Set(listed.payments.map(({ bankReference }) => bankReference)).size).toBe(205);
  expect(listed.payments).toContainEqual(
    expect.objectContaining({ reference: "OTHER-0", amountCents: 700, paidOn: "2026-11-19" }),
  );
});
