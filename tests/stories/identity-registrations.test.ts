import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { centralOf } from "../../src/app/central.ts";
import { startSms } from "../standins/sms/start-sms.ts";
import { startSmtp } from "../standins/smtp/start-smtp.ts";
import { enterSubscriber, type StorySubscriber } from "../support/enter-subscriber.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

const cpf = "16899535009";
const elsewhere = "5521988887777";

let service: Service;
let sms: Awaited<ReturnType<typeof startSms>>;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
beforeEach(async () => {
  sms = await startSms();
  smtp = await startSmtp();
  service = await startService("2026-11-24 14:02", undefined, {
    identity: { sms: sms.settings, email: smtp.settings },
  });
});
afterEach(async () => {
  await service.stop();
  await sms.stop();
  await smtp.stop();
});

/** One more registration of Eva, as providers make them: a second address, a second contract. */
async function registers(at: string, street: string, more: StorySubscriber["subscriber"] = {}) {
  const createdAt = new Date(`${at}T12:00:00Z`);
  const eva = await enterSubscriber(service, {
    subscriber: { document: cpf, createdAt, ...more },
    contract: { address: street },
    invoices: [{ due: "2026-12-10", about: street }],
  });
  await service.app.prisma.invoice.updateMany({ where: { contractId: eva.contractId }, data: { description: street } });
  return eva;
}
const alsoHas = (subscriberId: string, phone: string) =>
  service.app.prisma.subscriberPhone.create({ data: { subscriberId, phone } });

/** Says the CPF from a phone that nobody knows, and then the code that came. */
async function proves(codeOf: () => string) {
  const chat = chatOf(service, elsewhere);
  await chat.tells("oi", cpf);
  chat.sees("Se este CPF estiver no cadastro, enviei um código ao contato cadastrado");
  await service.runJobs();
  await chat.says(codeOf());
  return chat;
}

describe("one CPF in several registrations", () => {
  it("gets one code, to the phone that they share, which opens the contracts of all of them", async () => {
    const old = await registers("2025-01-10", "Rua da Casa, 1");
    const young = await registers("2026-05-10", "Rua da Loja, 2");
    await alsoHas(young.subscriberId, old.phone);
    const chat = await proves(() => sms.codeTo(old.phone));
    expect(sms.sent.map(({ to }) => to)).toEqual([old.phone]);
    chat.sees("Rua da Casa, 1");
    chat.sees("Rua da Loja, 2");
  });

  it("gets it by e-mail where that is what they share, however it is capitalised", async () => {
    await registers("2025-01-10", "Rua da Casa, 1", { email: "Eva@Casa.example" });
    await registers("2026-05-10", "Rua da Loja, 2", { email: "eva@casa.example" });
    const chat = await proves(() => smtp.codeTo("eva@casa.example"));
    expect(sms.sent).toEqual([]);
    chat.sees("Rua da Casa, 1");
    chat.sees("Rua da Loja, 2");
  });

  it("gets it at the newest registration where they share nothing, which opens that one alone", async () => {
    await registers("2025-01-10", "Rua da Casa, 1");
    const young = await registers("2026-05-10", "Rua da Loja, 2");
    const chat = await proves(() => sms.codeTo(young.phone));
    expect(sms.sent.map(({ to }) => to)).toEqual([young.phone]);
    chat.sees("Rua da Loja, 2");
    chat.seesNot("Rua da Casa, 1");
  });

  it("gets it at an older registration where the newest has no contact that a code can reach", async () => {
    const old = await registers("2025-01-10", "Rua da Casa, 1");
    const { subscriberId, phone } = await registers("2026-05-10", "Rua da Loja, 2");
    await service.app.prisma.subscriberPhone.updateMany({
      where: { subscriberId, phone },
      data: { phone: "552133334444" },
    });
    const chat = await proves(() => sms.codeTo(old.phone));
    chat.sees("Rua da Casa, 1");
  });

  it("needs no code from the phone that they share", async () => {
    const old = await registers("2025-01-10", "Rua da Casa, 1");
    const young = await registers("2026-05-10", "Rua da Loja, 2");
    await alsoHas(young.subscriberId, old.phone);
    const chat = chatOf(service, old.phone);
    await chat.says("oi");
    chat.sees("Rua da Casa, 1");
    chat.sees("Rua da Loja, 2");
    // Notices are for whoever may see the contract: of either registration.
    await chat.tells("1", "itau");
    await chat.waits(40, "minutes");
    chat.sees("já pode ser pago");
    await chat.tells("menu", "2", "itau");
    await chat.waits(40, "minutes");
    chat.sees("já pode ser pago");
  });

  it("is one holder for the phone of a tenant that two contracts allow", async () => {
    const tenant = "5521966665555";
    const old = await registers("2025-01-10", "Rua da Casa, 1");
    const young = await registers("2026-05-10", "Rua da Loja, 2");
    for (const { contractId } of [old, young])
      await service.app.prisma.contractPhone.create({ data: { contractId, phone: tenant } });
    const chat = chatOf(service, tenant);
    await chat.says("oi");
    chat.sees("Rua da Casa, 1");
    chat.sees("Rua da Loja, 2");
  });

  it("is one person for their data too, which are shown and erased in all of them", async () => {
    const old = await registers("2025-01-10", "Rua da Casa, 1", { name: "Eva Prado da Casa" });
    const young = await registers("2026-05-10", "Rua da Loja, 2", { name: "Eva Prado da Loja" });
    await alsoHas(young.subscriberId, old.phone);
    const chat = chatOf(service, old.phone);
    await chat.tells("oi", "meus dados");
    chat.sees("Eva Prado da Casa");
    chat.sees("Eva Prado da Loja");
    await chat.tells("apagar meus dados", "1");
    chat.sees("Pronto: apaguei");
    const texts = await service.app.prisma.inboundMessage.findMany({ where: { status: "done" } });
    expect(JSON.stringify(texts.map(({ body }) => body))).not.toContain("meus dados");
  });

  it("enters the Central with the contracts of all of them", async () => {
    const old = await registers("2025-01-10", "Rua da Casa, 1");
    const young = await registers("2026-05-10", "Rua da Loja, 2");
    await alsoHas(young.subscriberId, old.phone);
    const central = centralOf(service.app);
    const from = { thread: "browser", address: "203.0.113.7" };
    await central.requestCode(cpf, from);
    await service.runJobs();
    const entered = await central.checkCode(sms.codeTo(old.phone), from);
    if (entered.kind !== "in") throw new Error(`Not in: ${entered.kind}`);
    const session = await central.session(entered.token);
    const id = session?.subscriber.id ?? "";
    expect((await central.owed(id)).map(({ contract }) => contract).sort()).toEqual([
      "Rua da Casa, 1",
      "Rua da Loja, 2",
    ]);
    expect(await central.history(id)).toHaveLength(2);
    for (const invoiceId of [...old.invoiceIds, ...young.invoiceIds]) {
      expect(await central.invoice(id, invoiceId)).toBeDefined();
      expect(await central.pulse(entered.token, invoiceId)).toBeDefined();
    }
  });

  it("stays two people where a CPF was typed wrong: no contact in common, nothing in common", async () => {
    const old = await registers("2025-01-10", "Rua da Casa, 1");
    await registers("2026-05-10", "Rua da Loja, 2");
    const chat = chatOf(service, old.phone);
    await chat.says("oi");
    chat.sees("Rua da Casa, 1");
    chat.seesNot("Rua da Loja, 2");
  });
});
