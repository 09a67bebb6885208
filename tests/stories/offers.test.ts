import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildBoleto } from "../../src/core/boleto/boleto.ts";
import { registerSchemas } from "../../src/core/register/schemas.ts";
import { createRegister } from "../../src/storage/register/create-register.ts";
import { enterSubscriber, type StorySubscriber } from "../support/enter-subscriber.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

let service: Service;
beforeAll(async () => {
  service = await startService("2026-11-24 14:02");
});
beforeEach(() => service.isOffUntil("2026-11-24 14:02"));
afterAll(() => service.stop());

const due = "2026-12-10";
async function person(story: StorySubscriber = {}) {
  const entered = await enterSubscriber(service, { invoices: [{ due }], ...story });
  const boletos = async () =>
    (
      await service.app.prisma.boleto.findMany({
        where: { invoiceId: { in: entered.invoiceIds } },
        orderBy: { createdAt: "asc" },
      })
    ).map(({ bankCode, status }) => `${bankCode} ${status}`);
  return { ...entered, chat: chatOf(service, entered.phone), boletos };
}

describe("the banks", () => {
  it.each([
    ["one on offer", { banks: ["756"] }],
    ["a contract on one account", { banks: ["756"], wallet: { kind: "bank" } }],
    [
      "the others are off or out of limits",
      { banks: [{ code: "341", active: false }, "756", { code: "237", minCents: 10_001 }] },
    ],
  ] as [string, StorySubscriber][])("%s: no question, and the reply names the bank", async (_, story) => {
    const { chat } = await person(story);
    await chat.tells("oi", "1");
    chat.sees(
      "Estou preparando seu boleto do Sicoob. O banco leva até 30 minutos para registrar: fica pronto *até as 14:32*. Eu mando aqui.",
    );
    chat.seesNot("De qual banco");
  });

  it("none: it is said, a person is called and the operator sees why; never an empty list", async () => {
    const { chat, externalId, bankIds } = await person({ banks: [{ code: "341", active: false }] });
    await chat.tells("oi", "1");
    chat.sees("Agora não consigo fazer o boleto dessa fatura. *O problema não é com você.* Já avisei a equipe.");
    chat.sees("Chamei uma pessoa da equipe.");
    const events = await service.eventsOf("offers.none");
    expect(events.map(({ data }) => data)).toContainEqual({
      invoiceId: `${externalId}-0`,
      reasons: [{ reason: "inactive", bankWalletId: bankIds[0] }],
    });
  });

  it("of a changed wallet: an invoice without a boleto follows, an issued boleto stays", async () => {
    const { chat, contractId, boletos } = await person({
      banks: ["341", "756"],
      invoices: [{ due }, { due: "2027-01-10" }],
    });
    await chat.tells("oi", "1", "itau");
    const other = await enterSubscriber(service, { banks: ["237"] });
    await service.app.prisma.contract.update({ where: { id: contractId }, data: { walletId: other.walletId } });
    await chat.tells("menu", "2");
    chat.sees("Estou preparando seu boleto do Bradesco");
    await chat.tells("menu", "1");
    chat.sees("Seu boleto do Itaú ainda não pode ser pago");
    await chat.waits(31, "minutes");
    expect(await boletos()).toEqual(["341 payable", "237 payable"]);
  });

  it.each(["Itau", "itaú!", "ITÁU", "itua", "banco itau", "341", "quero o do itaú por favor", "hitau"])(
    "are understood as people write them: %s",
    async (words) => {
      const { chat } = await person();
      await chat.tells("oi", "1", words);
      chat.sees("Estou preparando seu boleto do Itaú");
    },
  );

  it("that are not on offer are named as that, and two at once are asked back", async () => {
    const { chat, boletos } = await person();
    await chat.tells("oi", "1", "santander");
    chat.sees("Esse banco não está disponível para essa fatura. Escolha um destes:\n1. Itaú\n2. Bradesco");
    await chat.says("itau ou bradesco");
    chat.sees("Entendi mais de um banco. Escolha um:");
    expect(await boletos()).toEqual([]);
  });
});

describe("the invoices", () => {
  it.each([
    ["em_acordo", "em acordo"],
    ["contestada", "contestada"],
    ["suspensa", "suspensa"],
  ] as const)("that are %s are named without being offered, and lead to a person", async (status, words) => {
    const { chat } = await person({ invoices: [{ due: "2026-11-10", status }, { due }] });
    await chat.says("oi");
    chat.sees(`A fatura de 10/11 (uso do mês) está *${words}*. Para tratar dela, digite *atendente*.`);
    chat.sees("Você tem 1 fatura em aberto:\n1. Vence *10/12*");
    await chat.says("atendente");
    chat.sees("Chamei uma pessoa");
  });

  it("of several contracts stand under their address, oldest due first, each with its own number", async () => {
    const { chat, subscriberId, walletId } = await person({ invoices: [{ due: "2027-01-10" }, { due: "2026-11-30" }] });
    const { id: contractId } = await service.app.prisma.contract.create({
      data: { externalId: `second-${subscriberId}`, subscriberId, walletId, address: "Rua Dois, 2" },
    });
    await service.app.prisma.invoice.create({
      data: {
        externalId: `second-${subscriberId}`,
        contractId,
        amountCents: 100,
        dueDate: new Date(due),
        description: "x",
      },
    });
    await chat.says("oi");
    chat.sees(/📍 Rua Um, 1\n1\. Vence \*30\/11\*.*\n2\. Vence \*10\/01\*.*\n📍 Rua Dois, 2\n3\. Vence \*10\/12\*/);
    await chat.says("3");
    chat.sees("Fatura de R$ 1,00, vence em 10/12/2026");
  });

  it("more than eight: eight and 'mais', and what is not shown has no number yet", async () => {
    const invoices = Array.from({ length: 11 }, (_, index) => ({
      due: `2027-02-${10 + index}`,
      cents: 10_000 + index,
    }));
    const { chat } = await person({ invoices });
    await chat.says("oi");
    chat.sees("Você tem 11 faturas em aberto");
    chat.sees("8. Vence *17/02*");
    chat.seesNot("9. Vence");
    chat.sees("Digite *mais* para ver as outras 3.");
    await chat.says("9");
    chat.sees("Esse número não está na lista.");
    await chat.says("mais");
    expect(chat.heard().split("\n")[0]).toContain("9. Vence *18/02*");
    await chat.says("11");
    chat.sees("Fatura de R$ 100,10, vence em 20/02/2027");
  });

  it("of a phone that two subscribers have are shown to nobody", async () => {
    const first = await person({ name: "Davi Reis" });
    const second = await person({ name: "Nina Reis", subscriber: { document: "11144477735" } });
    await service.app.prisma.subscriberPhone.create({
      data: { subscriberId: second.subscriberId, phone: first.phone },
    });
    await first.chat.tells("oi", "1", "faturas");
    first.chat.sees("Digite o CPF ou CNPJ do titular");
    for (const secret of ["Davi", "Nina", "R$"]) first.chat.seesNot(secret);
  });
});

describe("a boleto that the provider's own system issued", () => {
  it("is the living one: given back at once, not doubled", async () => {
    const { chat, externalId, boletos } = await person({ invoices: [{ due, cents: 10_990 }] });
    const account = { agencia: "1234", conta: "56789", carteira: "109", nossoNumero: "17777777" };
    const built = buildBoleto({ banco: "341", ...account, valorCentavos: 10_990, vencimento: due });
    if (!built.ok) throw new Error(built.error.message);
    const { linhaDigitavel, nossoNumero } = built.boleto;
    const register = createRegister(service.app.prisma, service.app.queue.enqueueIn);
    const value = {
      invoiceId: `${externalId}-0`,
      linhaDigitavel,
      nossoNumero,
      beneficiaryName: "VALE FIBRA TELECOM LTDA",
      beneficiaryDocument: "12345678000195",
    };
    await register.put([{ resource: "boletos", id: externalId, value }], { now: service.clock() });
    await chat.tells("oi", "1");
    chat.sees("Seu boleto do Itaú já pode ser pago: *R$ 109,90*");
    chat.sees(linhaDigitavel);
    expect(await boletos()).toEqual(["341 payable"]);
  });
});

describe("an invoice that the provider settles in the window", () => {
  it.each(["paid", "cancelled"] as const)("(%s) brings no 'já pode ser pago'", async (status) => {
    const { chat, externalId, boletos } = await person();
    await chat.tells("oi", "1", "itau");
    await service.runJobs();
    const register = createRegister(service.app.prisma, service.app.queue.enqueueIn);
    const given = { contractId: externalId, amountCents: 10_000, dueDate: due, description: "uso do mês", status };
    const value = registerSchemas.invoices.parse(given);
    await register.put([{ resource: "invoices", id: `${externalId}-0`, value }], { now: service.clock() });
    await chat.waits(2, "hours");
    chat.hearsNothing();
    expect(await boletos()).toEqual(["341 cancelled"]);
  });
});
