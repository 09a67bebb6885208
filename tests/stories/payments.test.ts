import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chatOf, type Service, startService } from "../support/start-chat.ts";
import { standInBank } from "./stand-in-bank.ts";

const maria = "5511900000001";
let service: Service;
let chat: ReturnType<typeof chatOf>;
beforeEach(async () => {
  service = await startService("2026-11-24 14:02");
  chat = chatOf(service, maria);
});
afterEach(() => service.stop());

const statuses = async () => (await service.boletos()).map(({ bankCode, status }) => `${bankCode} ${status}`);
const invoiceOf = (id: string) => service.app.prisma.invoice.findUniqueOrThrow({ where: { id } });
const outcomes = async () =>
  (await service.app.prisma.payment.findMany({ orderBy: { createdAt: "asc" } })).map(({ outcome }) => outcome);
/** The n-th boleto that the service issued. */
const issued = async (index = 0) => {
  const boleto = (await service.boletos())[index];
  if (!boleto) throw new Error("None was issued");
  return boleto;
};
const thanks = "✅ Recebemos o pagamento da fatura (uso de novembro). Obrigado!";

/** Maria has Itaú's boleto, throws it away and has Bradesco's. */
async function switchedToBradesco() {
  await chat.tells("oi", "2", "itau");
  await service.runJobs();
  await chat.tells("trocar", "bradesco", "1");
  await service.runJobs();
}

describe("a payment", () => {
  it("of a boleto that the bank is still registering settles the invoice, and nothing says 'já pode ser pago' after", async () => {
    await chat.tells("oi", "2", "itau");
    await service.runJobs();
    const boleto = await issued();
    expect(boleto.status).toBe("registering");
    await service.pays(boleto);
    chat.listens();
    expect(chat.heard()).toBe(thanks);
    await chat.waits(48, "hours");
    chat.hearsNothing();
    expect(await statuses()).toEqual(["341 paid"]);
    expect((await invoiceOf(boleto.invoiceId)).status).toBe("paid");
  });

  it("of a payable boleto settles the invoice, which is offered no more", async () => {
    await chat.tells("oi", "2", "itau");
    await chat.waits(31, "minutes");
    const boleto = await issued();
    expect(boleto.status).toBe("payable");
    await service.pays(boleto);
    chat.listens();
    expect(chat.heard()).toBe(thanks);
    expect(await statuses()).toEqual(["341 paid"]);
    await chat.says("menu");
    chat.sees("Você tem 1 fatura em aberto");
    chat.seesNot("10/12");
    expect(await service.eventsOf("payment.received")).toMatchObject([
      { data: { boletoId: boleto.id, amountCents: 10_990, outcome: "settled" } },
    ]);
  });

  it("of a boleto that is being cancelled settles the invoice and cancels the one that took its place", async () => {
    const bank = standInBank(service, { cancel: { kind: "unknown" } });
    await switchedToBradesco();
    expect(await statuses()).toEqual(["341 cancelling", "237 registering"]);
    await service.pays(await issued());
    chat.listens();
    expect(chat.heard()).toBe(thanks);
    expect(await statuses()).toEqual(["341 paid", "237 cancelling"]);
    bank.says.cancel = { kind: "cancelled" };
    bank.says.lookUp = { kind: "registered" };
    await chat.waits(2, "hours");
    chat.hearsNothing();
    expect(await statuses()).toEqual(["341 paid", "237 cancelled"]);
  });

  it("that comes late for a cancelled boleto settles the invoice and cancels the new one", async () => {
    await switchedToBradesco();
    expect(await statuses()).toEqual(["341 cancelled", "237 registering"]);
    const boleto = await issued();
    await service.pays(boleto);
    chat.listens();
    expect(chat.heard()).toBe(thanks);
    await chat.waits(2, "hours");
    chat.hearsNothing();
    expect(await statuses()).toEqual(["341 cancelled", "237 cancelled"]);
    expect((await invoiceOf(boleto.invoiceId)).status).toBe("paid");
    expect(await outcomes()).toEqual(["settled"]);
  });

  it("that comes for a refused boleto is kept and settles the invoice, whichever bank was chosen since", async () => {
    const rita = chatOf(service, "5511900000006");
    await rita.tells("oi", "1", "bb");
    await rita.waits(1, "minutes");
    await rita.says("1");
    await service.runJobs();
    expect(await statuses()).toEqual(["001 rejected", "341 registering"]);
    const refused = await issued();
    await service.pays(refused);
    rita.listens();
    rita.sees("✅ Recebemos o pagamento");
    await rita.waits(2, "hours");
    rita.hearsNothing();
    expect(await statuses()).toEqual(["001 rejected", "341 cancelled"]);
    expect((await invoiceOf(refused.invoiceId)).status).toBe("paid");
  });

  it("that comes for an expired boleto settles the invoice", async () => {
    await service.app.prisma.bankWallet.updateMany({ data: { daysAfterDue: 0 } });
    await chat.tells("oi", "2", "itau");
    await chat.waits(31, "minutes");
    service.isOffUntil("2026-12-11 06:05");
    await service.morning();
    expect(await statuses()).toEqual(["341 expired"]);
    await service.pays(await issued());
    chat.listens();
    expect(chat.heard()).toBe(thanks);
    expect(await statuses()).toEqual(["341 expired"]);
    expect(await outcomes()).toEqual(["settled"]);
  });
});

describe("a payment too many", () => {
  const sorry = "Recebemos um pagamento a mais dessa fatura. A equipe vai entrar em contato para devolver ou creditar.";

  it("settles nothing, waits for the operator, and the subscriber hears who gets in touch", async () => {
    await switchedToBradesco();
    await chat.waits(31, "minutes");
    const [itau, bradesco] = [await issued(0), await issued(1)];
    await service.pays(bradesco);
    chat.listens();
    expect(chat.heard()).toBe(thanks);
    await service.pays(itau);
    chat.listens();
    expect(chat.heard()).toBe(sorry);
    expect(await outcomes()).toEqual(["settled", "devolver_ou_creditar"]);
    expect(await service.eventsOf("payment.received")).toMatchObject([
      { data: { outcome: "settled" } },
      { data: { boletoId: itau.id, amountCents: 10_990, outcome: "devolver_ou_creditar" } },
    ]);
  });

  it("of the very same boleto is one too", async () => {
    await chat.tells("oi", "2", "itau");
    await chat.waits(31, "minutes");
    await service.pays(await issued());
    await service.pays(await issued());
    chat.listens();
    expect(chat.heard()).toBe(`${thanks}\n${sorry}`);
    expect(await outcomes()).toEqual(["settled", "devolver_ou_creditar"]);
    expect(await statuses()).toEqual(["341 paid"]);
  });

  it("is one of an invoice that was cancelled: the money is kept, the invoice stays cancelled", async () => {
    await chat.tells("oi", "2", "itau");
    await chat.waits(31, "minutes");
    const boleto = await issued();
    await service.app.prisma.invoice.update({ where: { id: boleto.invoiceId }, data: { status: "cancelled" } });
    await service.pays(boleto);
    chat.listens();
    expect(chat.heard()).toBe(sorry);
    expect((await invoiceOf(boleto.invoiceId)).status).toBe("cancelled");
    expect(await outcomes()).toEqual(["devolver_ou_creditar"]);
  });
});

describe("a payment that is reported", () => {
  it("again is the same one: kept once, told once", async () => {
    await chat.tells("oi", "2", "itau");
    await service.runJobs();
    const boleto = await issued();
    for (let time = 0; time < 3; time++) await service.pays(boleto, "report-1");
    chat.listens();
    expect(chat.heard()).toBe(thanks);
    expect(await outcomes()).toEqual(["settled"]);
    expect(await service.eventsOf("payment.received")).toHaveLength(1);
  });

  it("several times at the same moment settles the invoice exactly once", async () => {
    await switchedToBradesco();
    await chat.waits(31, "minutes");
    const [itau, bradesco] = [await issued(0), await issued(1)];
    await Promise.all([
      service.pays(itau, "a"),
      service.pays(bradesco, "b"),
      service.pays(itau, "a"),
      service.pays(bradesco, "b"),
    ]);
    expect((await outcomes()).sort()).toEqual(["devolver_ou_creditar", "settled"]);
    chat.listens();
    expect(chat.heard().split(thanks)).toHaveLength(2);
    expect(chat.heard().split("pagamento a mais")).toHaveLength(2);
  });

  it("for a boleto that nobody asked for in a chat is kept all the same", async () => {
    service.isOffUntil("2026-11-24 06:05");
    await service.morning();
    await service.runJobs();
    const boleto = await issued();
    expect(boleto.bankCode).toBe("033");
    expect(await service.watchers()).toEqual([]);
    await service.pays(boleto);
    expect(await outcomes()).toEqual(["settled"]);
    expect(service.outbox).toEqual([]);
  });
});
