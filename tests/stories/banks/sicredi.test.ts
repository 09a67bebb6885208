import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { siteRouters } from "../../../src/app/site.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { tinyReference } from "../../../src/core/registration/short-reference.ts";
import { registrationRequest } from "../../../src/core/use-cases/boletos/registration-request.ts";
import { startServer } from "../../../src/http/server.ts";
import { startBankService } from "../../support/start-bank-service.ts";

const webhookSecret = "the-very-secret-end-of-it";
let sicredi: Awaited<ReturnType<typeof startBankService<"sicredi">>>;
let site: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  sicredi = await startBankService("sicredi", "2026-11-24 09:00", { webhookSecret });
  site = await startServer({ host: "127.0.0.1", port: 0, routers: await siteRouters(sicredi.service.app) });
});
afterAll(async () => {
  await site.close();
  await sicredi.stop();
});

const post = (body: unknown) =>
  fetch(`${site.url}/webhooks/sicredi/${webhookSecret}`, { method: "POST", body: JSON.stringify(body) });
const boletoOf = (invoiceIds: readonly string[]) =>
  sicredi.service.app.prisma.boleto.findFirstOrThrow({ where: { invoiceId: { in: [...invoiceIds] } } });
const invoiceOf = (id: string | undefined) =>
  sicredi.service.app.prisma.invoice.findUniqueOrThrow({ where: { id: id ?? "" } });

/** Somebody whose boleto can be paid. */
async function payable() {
  const person = await sicredi.person();
  await person.chat.tells("oi", "1", "sicredi");
  await sicredi.service.runJobs();
  person.chat.listens();
  person.chat.sees("✅ Seu boleto do Sicredi já pode ser pago: *R$ 100,00*, vence em 10/12/2026.");
  const { id } = await boletoOf(person.invoiceIds);
  return { ...person, boletoId: id, reference: tinyReference(id) };
}

async function requestFor(boletoId: string) {
  const { app } = sicredi.service;
  const request = await app.storage.transaction(async (records) => {
    const boleto = await records.boleto(boletoId);
    return boleto && registrationRequest(records, boleto);
  });
  if (!request) throw new Error("No boleto");
  return { request, registrar: app.deps.registrarOf(request.bankWallet) };
}

describe("from oi to paid at Sicredi", () => {
  it("registered at once with our number and its PIX; paid, undone and paid again as the bank says", async () => {
    const { chat, invoiceIds, boletoId, reference } = await payable();
    const boleto = await boletoOf(invoiceIds);
    chat.sees(boleto.linhaDigitavel ?? "none");
    await chat.says("pix");
    chat.sees(boleto.pixCopiaECola ?? "none");

    const paid = sicredi.standIn.becomes(reference, "LIQUIDADO REDE", "LIQUIDACAO_REDE", 100);
    await Promise.all([post(paid), post(paid)]);
    await sicredi.service.runJobs();
    chat.listens();
    expect(chat.heard().split("✅ Recebemos o pagamento da fatura (uso de novembro). Obrigado!")).toHaveLength(2);
    expect((await invoiceOf(invoiceIds[0])).status).toBe("paid");

    await sicredi.service.waits(1, "minutes");
    await post(sicredi.standIn.becomes(reference, "EM CARTEIRA", "ESTORNO_LIQUIDACAO_REDE"));
    await sicredi.service.runJobs();
    expect((await invoiceOf(invoiceIds[0])).status).toBe("open");
    const payment = await sicredi.service.app.prisma.payment.findFirstOrThrow({ where: { boletoId } });
    expect(Number(payment.amountCents)).toBe(10_000);
  });

  it("with the boleto's own number taken by another system, nobody sees that one's line", async () => {
    const { boletoId, reference } = await payable();
    const { request, registrar } = await requestFor(boletoId);
    const title = sicredi.standIn.titles.find(({ seuNumero }) => seuNumero === reference);
    if (title) title.seuNumero = "OUTRO";
    expect(await registrar.register(request)).toEqual({
      kind: "refused",
      reason: "O nosso número já é de outro boleto (seu número OUTRO).",
    });
  });

  it("a repeat is answered with the boleto that is there already", async () => {
    const { boletoId, reference } = await payable();
    const { request, registrar } = await requestFor(boletoId);
    expect(await registrar.register(request)).toMatchObject({ kind: "registered" });
    expect(sicredi.standIn.titles.filter(({ seuNumero }) => seuNumero === reference)).toHaveLength(1);
  });
});

it("Sicredi's token of five minutes is asked for again before it runs out, by name and access code", async () => {
  await payable();
  const granted = sicredi.standIn.grants();
  await sicredi.service.waits(4, "minutes");
  await payable();
  expect(sicredi.standIn.grants()).toBe(granted + 1);
});

it("Sicredi's payments are listed day by day, whatever the pages", async () => {
  const { boletoId } = await payable();
  const { registrar } = await requestFor(boletoId);
  const [model] = sicredi.standIn.titles;
  if (!model) throw new Error("No boleto");
  for (let index = 0; index < 60; index++)
    sicredi.standIn.titles.push({
      ...model,
      ...{ nossoNumero: `2699${String(index).padStart(5, "0")}`, seuNumero: `OTHER${index}`, paid: 7 },
      paidOn: index < 55 ? "2026-11-19" : "2026-11-20",
    });
  const listed = await registrar.payments?.({ from: isoDate("2026-11-19"), to: isoDate("2026-11-20") });
  if (listed?.kind !== "payments") throw new Error(listed?.kind);
  expect(new Set(listed.payments.map(({ reference }) => reference)).size).toBe(60);
  expect(listed.payments.at(-1)).toEqual({
    nossoNumero: "269900059",
    reference: "OTHER59",
    amountCents: 700,
    paidOn: "2026-11-20",
  });
});
