import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { siteRouters } from "../../../src/app/site.ts";
import { shortReference } from "../../../src/core/registration/short-reference.ts";
import { startServer } from "../../../src/http/server.ts";
import { runJob } from "../../support/run-job.ts";
import { type ApiBank, apiBanks, startBankServices } from "../../support/start-bank-service.ts";

const webhookSecret = "the-very-secret-end-of-it";
let all: Awaited<ReturnType<typeof startBankServices>>;
let site: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  all = await startBankServices(Object.keys(apiBanks) as ApiBank[], "2026-11-24 09:00", { webhookSecret });
  site = await startServer({ host: "127.0.0.1", port: 0, routers: await siteRouters(all.service.app) });
});
afterAll(async () => {
  await site.close();
  await all.stop();
});

const post = (bank: string, body: unknown, secret = webhookSecret) =>
  fetch(`${site.url}/webhooks/${bank}/${secret}`, { method: "POST", body: JSON.stringify(body) });
const boletoOf = (invoiceIds: readonly string[]) =>
  all.service.app.prisma.boleto.findFirstOrThrow({ where: { invoiceId: { in: [...invoiceIds] } } });
const invoiceOf = (id: string | undefined) =>
  all.service.app.prisma.invoice.findUniqueOrThrow({ where: { id: id ?? "" } });

describe("from oi to paid", () => {
  it("at Inter: the notice comes at the bank's event, with line, paper and PIX; the payment is asked for before it is believed", async () => {
    const { chat, invoiceIds } = await all.personAt("inter");
    const { inter } = all.standIns;
    inter.rules.registrationMs = 20 * 60_000;
    await chat.tells("oi", "1", "inter");
    chat.sees("Estou preparando seu boleto do Inter");
    await chat.waits(1, "minutes");
    await chat.says("pix");
    chat.sees("O PIX vem junto com o boleto do Inter, assim que o banco registrar.");
    const { id } = await boletoOf(invoiceIds);
    const reference = shortReference(id);
    const looks = () => inter.wires.filter(({ path }) => !path.endsWith("/pdf")).length;
    const asked = looks();
    expect((await post("inter", inter.becomes(reference, "A_RECEBER"))).status).toBe(200);
    await all.service.runJobs();
    chat.listens();
    chat.sees("✅ Seu boleto do Inter já pode ser pago: *R$ 100,00*, vence em 10/12/2026.");
    chat.sees("confira o nome: *VALE FIBRA TELECOM LTDA*");
    chat.sees("PIX do seu boleto do Inter: *R$ 100,00*.");
    const boleto = await boletoOf(invoiceIds);
    expect(boleto.pixCopiaECola).toContain("br.gov.bcb.pix");
    chat.sees(boleto.linhaDigitavel ?? "none");
    chat.sees(boleto.pixCopiaECola ?? "none");
    expect(looks()).toBe(asked + 1);

    await chat.says("pix");
    chat.sees("Código PIX (copie e cole no aplicativo):");
    chat.sees(/pix-vence-10-12\.png/);

    // Somebody who knows the address says that it was paid: the bank knows nothing of it.
    const forged = [{ codigoSolicitacao: boleto.bankReference, situacao: "RECEBIDO", valorTotalRecebido: "100.00" }];
    await post("inter", forged);
    await all.service.runJobs();
    expect((await invoiceOf(invoiceIds[0])).status).toBe("open");

    const paid = inter.becomes(reference, "RECEBIDO", "100.00");
    await Promise.all([post("inter", paid), post("inter", paid), post("inter", paid)]);
    await all.service.runJobs();
    chat.listens();
    expect(chat.heard().split("✅ Recebemos o pagamento da fatura (uso de novembro). Obrigado!")).toHaveLength(2);
    expect((await invoiceOf(invoiceIds[0])).status).toBe("paid");
    await chat.says("recibo");
    chat.sees("Recibo da fatura (uso de novembro).");
    chat.sees(/recibo-24-11\.pdf/);
  });

  it("at Sicoob: registered at once, so told at once; paid is what the bank says when it is asked", async () => {
    const { chat, invoiceIds } = await all.personAt("sicoob");
    const { sicoob } = all.standIns;
    await chat.tells("oi", "1", "sicoob");
    await all.service.runJobs();
    chat.listens();
    chat.sees("✅ Seu boleto do Sicoob já pode ser pago");
    chat.sees("Prefere pagar por PIX? Digite *pix*.");
    const boleto = await boletoOf(invoiceIds);
    expect((await post("sicoob", sicoob.becomes(shortReference(boleto.id), "Liquidado"))).status).toBe(200);
    await all.service.runJobs();
    chat.listens();
    chat.sees("✅ Recebemos o pagamento da fatura (uso de novembro). Obrigado!");
    const payment = await all.service.app.prisma.payment.findFirstOrThrow({ where: { boletoId: boleto.id } });
    expect(Number(payment.amountCents)).toBe(10_000);
  });

  it.each(["bb4", "bb3"] as const)(
    "at Banco do Brasil (%s): state 80 until it is registered; undone is open again",
    async (bank) => {
      const { chat, invoiceIds } = await all.personAt(bank);
      const standIn = all.standIns[bank];
      await chat.tells("oi", "1", "bb");
      await chat.waits(30, "seconds");
      chat.seesNot("já pode ser pago");
      await chat.waits(3, "minutes");
      chat.sees("✅ Seu boleto do Banco do Brasil já pode ser pago");
      const boleto = await boletoOf(invoiceIds);
      const reference = shortReference(boleto.id);
      await post("bb", standIn.becomes(reference, 6, 2, 100));
      await all.service.runJobs();
      chat.listens();
      chat.sees("✅ Recebemos o pagamento");
      await all.service.waits(1, "minutes");
      await post("bb", [standIn.becomes(reference, 1, 10)]);
      await all.service.runJobs();
      chat.listens();
      chat.sees("O banco desfez o pagamento da fatura (uso de novembro): ela está em aberto de novo.");
      expect((await invoiceOf(invoiceIds[0])).status).toBe("open");
      expect((await boletoOf(invoiceIds)).status).toBe("payable");
      await all.service.waits(1, "minutes");
      await post("bb", standIn.becomes(reference, 6, 1, 100));
      await all.service.runJobs();
      expect((await invoiceOf(invoiceIds[0])).status).toBe("paid");
    },
  );
});

describe("what the bank says that was paid", () => {
  async function payable(bank: "inter") {
    const person = await all.personAt(bank);
    all.standIns.inter.rules.registrationMs = 0;
    await person.chat.tells("oi", "1", "inter");
    await person.chat.waits(5, "minutes");
    person.chat.sees("já pode ser pago");
    const { id } = await boletoOf(person.invoiceIds);
    return { ...person, reference: shortReference(id), boletoId: id };
  }

  it("too little is a part: the rest is told and open, and the operator sees what is missing", async () => {
    const { chat, reference, boletoId, invoiceIds } = await payable("inter");
    await post("inter", all.standIns.inter.becomes(reference, "RECEBIDO", "90.00"));
    await all.service.runJobs();
    chat.listens();
    chat.sees(
      "Recebemos um pagamento da fatura (uso de novembro): *R$ 90,00*. Faltam *R$ 10,00*. Para pagar só o que falta, digite *menu*.",
    );
    const events = await all.service.eventsOf("payment.received");
    expect(events.at(-1)).toMatchObject({ data: { boletoId, outcome: "parcial", differenceCents: -1000 } });
    expect((await invoiceOf(invoiceIds[0])).status).toBe("open");
  });

  it("too much settles, is told, and the operator sees what is to be given back", async () => {
    const { chat, reference } = await payable("inter");
    await post("inter", all.standIns.inter.becomes(reference, "RECEBIDO", "130.00"));
    await all.service.runJobs();
    chat.listens();
    chat.sees("Vieram *R$ 30,00* a mais. A equipe vai entrar em contato para devolver ou creditar.");
  });

  it("without a word from the bank comes to light in the morning", async () => {
    const { chat, reference, invoiceIds } = await payable("inter");
    all.standIns.inter.becomes(reference, "RECEBIDO", "100.00");
    await runJob(all.service.app, { name: "morning" });
    await chat.waits(10, "minutes");
    expect((await invoiceOf(invoiceIds[0])).status).toBe("paid");
    chat.sees("✅ Recebemos o pagamento");
  });

  it("withdrawn at the bank is thrown away, and another can be made", async () => {
    const { chat, reference, invoiceIds } = await payable("inter");
    await post("inter", all.standIns.inter.becomes(reference, "CANCELADO"));
    await chat.waits(3, "minutes");
    chat.sees("Seu boleto do Inter foi cancelado no banco. Jogue fora. Para fazer outro, digite *menu*.");
    expect((await boletoOf(invoiceIds)).status).toBe("cancelled");
  });
});

describe("the banks' door", () => {
  it("is closed to whoever does not know the address, and keeps what it cannot read", async () => {
    const { prisma } = all.service.app;
    expect((await post("inter", [], "not-the-secret")).status).toBe(404);
    expect((await post("itau", [])).status).toBe(404);
    const before = await prisma.bankWebhook.count();
    expect((await post("bb", { nothing: "known" })).status).toBe(200);
    await all.service.runJobs();
    expect(await prisma.bankWebhook.count()).toBe(before + 1);
    const kept = await prisma.bankWebhook.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(kept).toMatchObject({ bank: "bb", body: '{"nothing":"known"}', fault: "unreadable" });
    expect(await all.service.eventsOf("bank.webhook-unread")).not.toHaveLength(0);
  });
});
