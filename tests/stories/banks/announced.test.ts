import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { centralOf } from "../../../src/app/central.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { lockChoices } from "../../../src/core/use-cases/boletos/lock-choices.ts";
import { lookUpBoleto } from "../../../src/core/use-cases/boletos/look-up-boleto.ts";
import { enterSubscriber } from "../../support/enter-subscriber.ts";
import { runJob } from "../../support/run-job.ts";
import { chatOf, type Service, startService } from "../../support/start-chat.ts";
import { standInBank } from "../stand-in-bank.ts";

let service: Service;
let bank: ReturnType<typeof standInBank>;
beforeAll(async () => {
  service = await startService("2026-11-24 09:00");
  bank = standInBank(service, { register: { kind: "registered" } });
});
afterAll(() => service.stop());

const account = { agencia: "3041", beneficiario: "0123456", carteira: "1" };

/** Somebody with a payable boleto of Sicoob, whose bank has just announced a payment of it. */
async function announced() {
  service.isOffUntil("2026-11-24 09:00");
  bank.says.lookUp = { kind: "registered" };
  const person = await enterSubscriber(service, {
    invoices: [{ due: "2026-12-10", about: "uso de novembro" }],
    banks: [{ code: "756", registersBy: "api", account }, "341"],
  });
  const chat = chatOf(service, person.phone);
  await chat.tells("oi", "1", "sicoob");
  await service.runJobs();
  chat.listens();
  chat.sees("✅ Seu boleto do Sicoob já pode ser pago");
  const where = { invoiceId: { in: person.invoiceIds } };
  const boletos = () => service.app.prisma.boleto.findMany({ where });
  const [{ id: boletoId } = { id: "" }] = await boletos();
  bank.says.lookUp = { kind: "registered", paymentAnnounced: true };
  await lookUpBoleto(service.app.deps, { boletoId, why: "news", unasked: true });
  chat.listens();
  return { ...person, chat, boletos, boletoId };
}

describe("a payment that the bank announced", () => {
  it("is told at once; whatever is asked then is answered by it, and no second boleto is made", async () => {
    const { chat, boletos } = await announced();
    chat.sees("O banco avisou que a fatura (uso de novembro) foi paga. A confirmação chega no próximo dia útil.");
    for (const said of ["já paguei", "não encontrado"]) {
      await chat.says(said);
      chat.sees("O Sicoob avisou que foi pago. A confirmação chega no próximo dia útil. Não pague de novo.");
    }
    for (const said of ["boleto", "pix", "trocar"]) {
      await chat.tells("oi", "1");
      await chat.says(said);
      chat.seesNot("já pode ser pago");
    }
    await chat.says("oi");
    chat.sees("1. Vence *10/12* · R$ 100,00 (uso de novembro, pagamento avisado pelo banco)");
    await chat.says("1");
    chat.sees("O banco avisou que a fatura (uso de novembro) foi paga.");
    chat.seesNot("De qual banco");
    expect(await boletos()).toHaveLength(1);
  });

  it("stands between a list that was shown before and a new boleto", async () => {
    const { chat, boletos, boletoId } = await announced();
    await service.app.prisma.boleto.update({ where: { id: boletoId }, data: { announcedAt: null } });
    await chat.tells("oi", "1", "trocar");
    chat.sees("Itaú");
    await service.app.prisma.boleto.update({ where: { id: boletoId }, data: { announcedAt: service.clock() } });
    await chat.tells("1", "1");
    chat.sees("O banco avisou que a fatura (uso de novembro) foi paga.");
    chat.seesNot("não está mais disponível");
    expect(await boletos()).toHaveLength(1);
  });

  it("shows in the Central, which offers no bank", async () => {
    const { subscriberId, invoiceIds, bankIds } = await announced();
    const central = centralOf(service.app);
    const [invoiceId = ""] = invoiceIds;
    expect(await central.owed(subscriberId)).toMatchObject([{ announced: true }]);
    const look = await central.invoice(subscriberId, invoiceId, true);
    expect(look).toMatchObject({ announcedBy: "Sicoob", options: { kind: "none" } });
    expect(await central.issue(subscriberId, { invoiceId, bankWalletId: bankIds[1] ?? "" })).toBeUndefined();
    expect(await service.eventsOf("offers.none")).toEqual([]);
  });

  it("keeps the lock from making a boleto at the default bank, though the old one is over", async () => {
    const { boletos, boletoId, walletId } = await announced();
    await service.app.prisma.wallet.update({ where: { id: walletId }, data: { lockDays: 25 } });
    await service.app.prisma.boleto.update({ where: { id: boletoId }, data: { status: "cancelled" } });
    await lockChoices(service.app.deps);
    expect(await boletos()).toHaveLength(1);
    await service.app.prisma.boleto.update({ where: { id: boletoId }, data: { announcedAt: null } });
    await lockChoices(service.app.deps);
    expect(await boletos()).toHaveLength(2);
  });

  it("is booked the next morning, also where its boleto was cancelled meanwhile", async () => {
    const { chat, boletoId, invoiceIds } = await announced();
    await service.app.prisma.boleto.update({
      where: { id: boletoId },
      data: { status: "cancelled", closedAt: new Date("2026-11-10T12:00:00Z") },
    });
    service.isOffUntil("2026-11-25 06:05");
    bank.says.lookUp = { kind: "paid", amountCents: 10_000, paidOn: isoDate("2026-11-24") };
    await runJob(service.app, { name: "morning" });
    await chat.waits(10, "minutes");
    chat.sees("✅ Recebemos o pagamento da fatura (uso de novembro). Obrigado!");
    const [invoice] = await service.app.prisma.invoice.findMany({ where: { id: { in: invoiceIds } } });
    expect(invoice?.status).toBe("paid");
  });
});
