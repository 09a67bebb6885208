import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { siteRouters } from "../../../src/app/site.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { shortReference } from "../../../src/core/registration/short-reference.ts";
import { registrationRequest } from "../../../src/core/use-cases/boletos/registration-request.ts";
import { startServer } from "../../../src/http/server.ts";
import { startBankService } from "../../support/start-bank-service.ts";

const webhookSecret = "the-very-secret-end-of-it";
let cora: Awaited<ReturnType<typeof startBankService<"cora">>>;
let site: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  cora = await startBankService("cora", "2026-11-24 09:00", { webhookSecret });
  site = await startServer({ host: "127.0.0.1", port: 0, routers: await siteRouters(cora.service.app) });
});
afterAll(async () => {
  await site.close();
  await cora.stop();
});

/** Cora posts headers and no body. */
const post = (headers: Record<string, string>) =>
  fetch(`${site.url}/webhooks/cora/${webhookSecret}`, { method: "POST", headers });
const boletoOf = (invoiceIds: readonly string[]) =>
  cora.service.app.prisma.boleto.findFirstOrThrow({ where: { invoiceId: { in: [...invoiceIds] } } });

/** Somebody whose boleto can be paid. */
async function payable() {
  const person = await cora.person();
  await person.chat.tells("oi", "1", "cora");
  await person.chat.waits(5, "minutes");
  person.chat.sees("✅ Seu boleto da Cora já pode ser pago: *R$ 100,00*, vence em 10/12/2026.");
  const { id } = await boletoOf(person.invoiceIds);
  return { ...person, boletoId: id, reference: shortReference(id) };
}

async function requestFor(boletoId: string) {
  const { app } = cora.service;
  const request = await app.storage.transaction(async (records) => {
    const boleto = await records.boleto(boletoId);
    return boleto && registrationRequest(records, boleto);
  });
  if (!request) throw new Error("No boleto");
  return { request, registrar: app.deps.registrarOf(request.bankWallet) };
}

describe("from oi to paid at Cora", () => {
  it("told once it is registered, with the bank's line, PIX and paper; paid when the bank says so", async () => {
    const { chat, invoiceIds } = await cora.person();
    await chat.tells("oi", "1", "cora");
    chat.sees("Estou preparando seu boleto da Cora");
    await chat.waits(45, "seconds");
    // Open, with a line, and not in the interbank base yet.
    chat.seesNot("já pode ser pago");
    await chat.waits(2, "minutes");
    chat.sees("✅ Seu boleto da Cora já pode ser pago: *R$ 100,00*, vence em 10/12/2026.");
    const boleto = await boletoOf(invoiceIds);
    expect(boleto.linhaDigitavel?.slice(0, 4)).toBe("4039");
    chat.sees(boleto.linhaDigitavel ?? "none");
    await chat.says("pix");
    chat.sees(boleto.pixCopiaECola ?? "none");

    const { request, registrar } = await requestFor(boleto.id);
    const pdf = await registrar.pdf?.(request);
    expect(Buffer.from(pdf ?? []).toString()).toBe(`%PDF-1.4 cora /boletos/${boleto.bankReference}.pdf`);

    const forged = { "webhook-event-type": "invoice.paid", "webhook-resource-id": boleto.bankReference ?? "" };
    await post({ ...forged, "webhook-event-id": "evt_forged" });
    await cora.service.runJobs();
    const invoice = () => cora.service.app.prisma.invoice.findUniqueOrThrow({ where: { id: invoiceIds[0] ?? "" } });
    expect((await invoice()).status).toBe("open");

    const paid = cora.standIn.becomes(shortReference(boleto.id), "PAID", 10_000);
    await Promise.all([post(paid), post(paid)]);
    await cora.service.runJobs();
    chat.listens();
    expect(chat.heard().split("✅ Recebemos o pagamento da fatura (uso de novembro). Obrigado!")).toHaveLength(2);
    expect((await invoice()).status).toBe("paid");
    expect(await cora.service.eventsOf("bank.webhook-unread")).toHaveLength(0);
  });

  it("two posts without a body are two: the second is not taken for the first", async () => {
    const one = await payable();
    const other = await payable();
    await post(cora.standIn.becomes(one.reference, "PAID", 10_000));
    await post(cora.standIn.becomes(other.reference, "PAID", 10_000));
    await cora.service.runJobs();
    const { prisma } = cora.service.app;
    expect(await prisma.payment.count({ where: { boletoId: { in: [one.boletoId, other.boletoId] } } })).toBe(2);
  });

  it("a charge cancelled at Cora is thrown away", async () => {
    const { chat, reference } = await payable();
    await post(cora.standIn.becomes(reference, "CANCELLED"));
    await chat.waits(3, "minutes");
    chat.sees("Seu boleto da Cora foi cancelado no banco. Jogue fora. Para fazer outro, digite *menu*.");
  });

  it("no charge carries a notification or an e-mail: Cora writes to nobody", () => {
    expect(cora.standIn.titles.length).toBeGreaterThan(0);
    for (const title of cora.standIn.titles)
      expect({ notification: title.notification, email: title.customer.email }).toEqual({});
  });
});

describe("a registration that is repeated at Cora", () => {
  it("has the boleto's id as its key, and makes no second charge", async () => {
    const { boletoId, reference } = await payable();
    const { request, registrar } = await requestFor(boletoId);
    await registrar.register(request);
    const keys = cora.standIn.wires
      .filter(({ method, body }) => method === "POST" && (body as { code?: string }).code === reference)
      .map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toEqual([boletoId, boletoId]);
    expect(cora.standIn.titles.filter(({ seuNumero }) => seuNumero === reference)).toHaveLength(1);
  });

  it("is found by our reference among the payer's charges when the first answer was lost", async () => {
    const { chat, invoiceIds } = await cora.person();
    cora.standIn.fault("lost");
    await chat.tells("oi", "1", "cora");
    await chat.waits(10, "minutes");
    chat.sees("já pode ser pago");
    const { id, bankReference } = await boletoOf(invoiceIds);
    const ours = cora.standIn.titles.filter(({ seuNumero }) => seuNumero === shortReference(id));
    expect(ours.map((title) => title.id)).toEqual([bankReference]);
  });
});

it("Cora's list of payments is by the day of payment and comes whole, whatever its pages", async () => {
  const { boletoId } = await payable();
  const { registrar } = await requestFor(boletoId);
  const [model] = cora.standIn.titles;
  if (!model) throw new Error("No charge");
  const statusAt = Date.parse("2026-11-20T12:00:00Z");
  for (let index = 0; index < 205; index++)
    cora.standIn.titles.push({
      ...model,
      id: `inv_${index}`,
      code: `OTHER-${index}`,
      status: "PAID",
      statusAt,
      paidCents: 700,
    });
  const listed = await registrar.payments?.({ from: isoDate("2026-11-20"), to: isoDate("2026-11-20") });
  if (listed?.kind !== "payments") throw new Error(listed?.kind);
  expect(new Set(listed.payments.map(({ bankReference }) => bankReference)).size).toBe(205);
  expect(listed.payments[204]).toMatchObject({ reference: "OTHER-204", amountCents: 700, paidOn: "2026-11-20" });
  expect(await registrar.payments?.({ from: isoDate("2026-11-21"), to: isoDate("2026-11-22") })).toEqual({
    kind: "payments",
    payments: [],
  });
});
