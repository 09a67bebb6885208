import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isoDate } from "../../src/core/billing/calendar/iso-date.ts";
import { registerSchemas } from "../../src/core/register/schemas.ts";
import { reportBoleto } from "../../src/core/use-cases/boletos/report-boleto.ts";
import { createRegister } from "../../src/storage/register/create-register.ts";
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

const register = () => createRegister(service.app.prisma, service.app.queue.enqueueIn);
const statuses = async () => (await service.boletos()).map(({ bankCode, status }) => `${bankCode} ${status}`);

/** The ERP hands the invoice of a boleto in again, with something changed. */
async function erpSays(invoiceId: string, change: object) {
  const { externalId } = await service.app.prisma.invoice.findUniqueOrThrow({ where: { id: invoiceId } });
  const { id: _, ...before } = (await register().get("invoices", externalId)) ?? {};
  const value = registerSchemas.invoices.parse({ ...before, ...change });
  return register().put([{ resource: "invoices", id: externalId, value }], { now: service.clock() });
}
const onlyBoleto = async () => {
  const [boleto] = await service.boletos();
  if (!boleto) throw new Error("None was issued");
  return boleto;
};

describe("an invoice that the ERP says was settled elsewhere", () => {
  it.each(["paid", "cancelled"])(
    "takes its boleto out of the way while the bank registers it: %s, and no notice",
    async (status) => {
      await chat.tells("oi", "2", "itau");
      await service.runJobs();
      await erpSays((await onlyBoleto()).invoiceId, { status });
      await chat.waits(48, "hours");
      chat.hearsNothing();
      expect(await statuses()).toEqual(["341 cancelled"]);
      await chat.says("menu");
      chat.seesNot("10/12");
    },
  );

  it("keeps back a notice that already waits for the morning", async () => {
    const bank = standInBank(service);
    service.isOffUntil("2026-11-24 19:30");
    await chat.tells("oi", "2", "itau");
    await chat.waits(3, "hours");
    bank.says.lookUp = { kind: "registered" };
    await chat.waits(90, "minutes");
    const boleto = await onlyBoleto();
    expect(boleto.status).toBe("payable");
    expect(await service.app.prisma.outboundMessage.count({ where: { status: "pending" } })).toBeGreaterThan(0);
    await erpSays(boleto.invoiceId, { status: "paid" });
    await chat.waits(12, "hours");
    chat.hearsNothing();
    expect(await statuses()).toEqual(["341 cancelled"]);
  });
});

describe("a boleto that the ERP issued itself", () => {
  const line = "34191090080000028123845678970000316560000010990";

  /** Maria's invoice has it. */
  async function handedIn() {
    const invoice = await service.app.prisma.invoice.findFirstOrThrow({
      where: { description: "uso de novembro", contract: { subscriber: { phones: { some: { phone: maria } } } } },
    });
    const value = registerSchemas.boletos.parse({
      invoiceId: invoice.externalId,
      linhaDigitavel: line,
      nossoNumero: "1",
      beneficiaryName: "VALE FIBRA TELECOM LTDA",
      beneficiaryDocument: "12345678000195",
    });
    await register().put([{ resource: "boletos", id: "erp-1", value }], { now: service.clock() });
    return service.app.prisma.boleto.findUniqueOrThrow({ where: { externalId: "erp-1" } });
  }
  const now = () => service.app.prisma.boleto.findUniqueOrThrow({ where: { externalId: "erp-1" } });

  it("is named to the ERP by its own id, waits for its word, and the operator hears of it after a day, once", async () => {
    const { id, invoiceId } = await handedIn();
    await erpSays(invoiceId, { status: "cancelled" });
    const feed = async (type: string) =>
      (await register().events(undefined, 500)).items.filter((event) => event.type === type).map(({ data }) => data);
    expect(await feed("boleto.cancelling")).toMatchObject([{ boletoId: id, externalId: "erp-1" }]);
    await chat.waits(23, "hours");
    expect(await feed("boleto.cancel-late")).toEqual([]);
    await chat.waits(72, "hours");
    expect(await feed("boleto.cancel-late")).toMatchObject([{ externalId: "erp-1" }]);
    expect((await now()).status).toBe("cancelling");
    for (let time = 0; time < 2; time++) await reportBoleto(service.app.deps, id, { status: "cancelled" });
    expect((await now()).status).toBe("cancelled");
    expect(await feed("boleto.cancelled")).toMatchObject([{ externalId: "erp-1" }]);
  });

  it("that is paid settles the invoice once, however often the ERP says so", async () => {
    const { id, invoiceId } = await handedIn();
    const report = { status: "paid", paidOn: isoDate("2026-11-24"), amountCents: 10_990, paymentId: "p-1" } as const;
    for (let time = 0; time < 2; time++) await reportBoleto(service.app.deps, id, report);
    expect((await now()).status).toBe("paid");
    expect(await service.app.prisma.payment.findMany()).toMatchObject([{ invoiceId, outcome: "settled" }]);
    await expect(reportBoleto(service.app.deps, id, { ...report, amountCents: 1 })).rejects.toThrow("outros dados");
    await expect(
      reportBoleto(service.app.deps, id, { ...report, paymentId: "p-2", paidOn: isoDate("2026-11-25") }),
    ).rejects.toThrow("ainda não chegou");
    expect(await service.app.prisma.payment.count()).toBe(1);
    await chat.says("oi");
    chat.seesNot("10/12");
  });

  it("rises by its contract's multa and juros when it is overdue, in the list and in the hand", async () => {
    await handedIn();
    service.isOffUntil("2026-12-24 10:00");
    await chat.says("oi");
    chat.sees("2. Venceu *10/12* · R$ 112,52 (uso de novembro, com multa e juros)");
    await chat.says("2");
    chat.sees("O valor sobe sozinho: hoje, *R$ 112,52*.");
  });

  it("is no bank's to be asked about from here: nobody is told to wait for what a bank says", async () => {
    await handedIn();
    await chat.tells("oi", "2");
    await chat.says("já paguei");
    expect(chat.heard()).toMatch(/^Obrigado! O pagamento ainda não apareceu aqui\.[^\n]*$/);
    await chat.says("não encontrado");
    expect(chat.heard()).toMatch(/^Daqui não consigo perguntar ao Itaú sobre esse boleto\.[^\n]*$/);
    await chat.waits(2, "minutes");
    chat.hearsNothing();
    await service.pays(await now());
    chat.listens();
    chat.sees("✅ Recebemos o pagamento");
  });

  it("that is withdrawn gives the choice of bank back", async () => {
    const { id } = await handedIn();
    await reportBoleto(service.app.deps, id, { status: "cancelled" });
    await chat.tells("oi", "2");
    chat.sees("De qual banco você quer o boleto?");
  });

  it("is refused under a nosso número of our own range, and kept nowhere", async () => {
    const itau = { where: { externalId: "itau" } };
    await service.app.prisma.bankWallet.update({ ...itau, data: { nossoNumeroFrom: 1 } });
    await expect(handedIn()).rejects.toThrow('está na faixa da carteira de banco "itau"');
    expect(await service.app.prisma.boleto.count({ where: { externalId: "erp-1" } })).toBe(0);
  });

  it("is not what the ERP may speak of when it was issued here", async () => {
    await chat.tells("oi", "2", "itau");
    await service.runJobs();
    const { id } = await onlyBoleto();
    for (const report of [
      { status: "cancelled" },
      { status: "paid", paidOn: isoDate("2026-11-24"), amountCents: 1, paymentId: "p" },
    ] as const)
      await expect(reportBoleto(service.app.deps, id, report)).rejects.toMatchObject({ kind: "conflict" });
    expect(await statuses()).toEqual(["341 registering"]);
    expect(await service.app.prisma.payment.count()).toBe(0);
  });
});

describe("an invoice that was paid through a boleto of ours", () => {
  it("stays paid when the ERP hands it in again as it knew it", async () => {
    await chat.tells("oi", "2", "itau");
    await service.runJobs();
    const boleto = await onlyBoleto();
    await service.pays(boleto);
    expect(await erpSays(boleto.invoiceId, { status: undefined })).toEqual(["same"]);
    await expect(erpSays(boleto.invoiceId, { status: "open" })).rejects.toMatchObject({
      kind: "conflict",
      path: "status",
    });
    const invoice = await service.app.prisma.invoice.findUniqueOrThrow({ where: { id: boleto.invoiceId } });
    expect(invoice.status).toBe("paid");
  });
});
