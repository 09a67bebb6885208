import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InboundBody } from "../../src/core/channel-ports.ts";
import { createRegister } from "../../src/storage/register/create-register.ts";
import { chatElsewhere } from "../support/chat-elsewhere.ts";
import { enterSubscriber } from "../support/enter-subscriber.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

const sonsPhone = "5521966665555";
let service: Service;
beforeEach(async () => {
  service = await startService("2026-11-24 14:02", undefined, { checksFirstContact: true });
});
afterEach(() => service.stop());

const eva = () => enterSubscriber(service, { invoices: [{ due: "2026-12-10" }] });

describe("a registered phone that writes for the first time", () => {
  it("is asked for three digits of the CPF, once", async () => {
    const { phone } = await eva();
    const chat = chatOf(service, phone);
    await chat.says("oi");
    chat.sees("3 primeiros números");
    chat.seesNot("Eva");
    await chat.says("529");
    chat.sees(/Olá, Eva![\s\S]*Vence \*10\/12\*/);
    await chat.tells("sair", "oi");
    chat.sees("Olá, Eva!");
    await chat.waits(40, "hours");
    await chat.says("oi");
    chat.sees("Olá, Eva!");
  });

  it("is asked for them also where it is shared by who was asked something else before", async () => {
    const { phone } = await eva();
    const chat = chatElsewhere(service, "42");
    const hears = async (body: InboundBody) => (await chat.sends(body)).map(({ reply }) => reply.text).join("\n");
    expect(await hears({ kind: "text", text: "oi" })).toContain("digite o CPF ou CNPJ");
    expect(await hears({ kind: "contact", phone: "5521955551111" })).toMatch(
      /^Olá! .*Este telefone não está no nosso cadastro/,
    );
    expect(await hears({ kind: "contact", phone })).toMatch(/^Olá![\s\S]*3 primeiros números/);
    expect(await hears({ kind: "text", text: "529" })).toMatch(/Olá, Eva![\s\S]*Vence \*10\/12\*/);
  });

  it("takes the whole CPF, or its first digits over a signature, for them", async () => {
    for (const text of ["529.982.247-25", "529\n--\nEnviado do meu celular", " 5 2 9 "]) {
      const { phone } = await eva();
      const chat = chatOf(service, phone);
      await chat.tells("oi", text);
      chat.sees("Olá, Eva!");
    }
  });

  it.each([
    ["abc", "ABCDE123000100"],
    ["A.B.C", "ABCDE123000100"],
    ["a1b", "A1BCD234000154"],
    ["É o CNPJ abcde123000100", "ABCDE123000100"],
    ["012", "01234567890"],
    ["123.456.789-0", "01234567890"],
  ])("takes %j for a document that begins with letters or a zero: %s", async (text, document) => {
    const { phone } = await enterSubscriber(service, { subscriber: { document }, invoices: [{ due: "2026-12-10" }] });
    const chat = chatOf(service, phone);
    await chat.says("oi");
    chat.sees("3 primeiros caracteres");
    await chat.says(text);
    chat.sees("Olá, Eva!");
  });

  it("counts three letters as a try only where the document begins with letters", async () => {
    const { phone } = await eva();
    const chat = chatOf(service, phone);
    await chat.tells("oi", "ana", "bia", "lia", "eva");
    chat.sees("3 primeiros números");
    await chat.says("529");
    chat.sees("Olá, Eva!");
    const company = await enterSubscriber(service, { subscriber: { document: "ABCDE123000100" } });
    const other = chatOf(service, company.phone);
    await other.tells("oi", "xyz");
    other.sees("você tem mais *2* tentativas");
  });

  it("has three tries, and then a person, also after a restart", async () => {
    const { phone } = await eva();
    const chat = chatOf(service, phone);
    await chat.says("oi");
    await chat.says("111");
    chat.sees("você tem mais *2* tentativas");
    await chat.says("menu");
    chat.sees("3 primeiros números");
    chat.seesNot("Vence");
    await chat.says("222");
    chat.sees("você tem mais *1* tentativa.");
    await chat.says("333");
    chat.sees(/parei por aqui[\s\S]*Chamei uma pessoa/);
    await service.app.prisma.chat.updateMany({ data: { personUntil: null } });
    await chat.says("529");
    chat.sees("Espere *24 horas*");
    chat.seesNot("Vence");
  });

  it("proves nobody to who says to be somebody else, who goes on by code or person", async () => {
    const { phone } = await eva();
    const chat = chatOf(service, phone);
    await chat.tells("oi", "não sou eu");
    chat.sees("Digite o CPF ou CNPJ do titular");
    chat.seesNot("Eva");
  });

  it("asks the next holder of the number again", async () => {
    const first = await eva();
    const chat = chatOf(service, first.phone);
    await chat.tells("oi", "529");
    chat.sees("Olá, Eva!");
    const second = await enterSubscriber(service, { name: "Rui Melo", invoices: [{ due: "2026-12-20" }] });
    await service.app.prisma.subscriberPhone.deleteMany({ where: { phone: { in: [first.phone, second.phone] } } });
    await service.app.prisma.subscriberPhone.create({
      data: { phone: first.phone, subscriberId: second.subscriberId },
    });
    await chat.says("menu");
    chat.sees("3 primeiros números");
    chat.seesNot("Vence");
  });
});

describe("another phone that was authorised for a contract", () => {
  const authorise = (contractId: string, subscriberId: string, phones: string[]) => {
    const value = { subscriberId, address: "Rua Um, 1", authorisedPhones: phones, plan: "", active: true };
    return createRegister(service.app.prisma, service.app.queue.enqueueIn).put(
      [{ resource: "contracts", id: contractId, value }],
      { now: service.clock() },
    );
  };

  it("sees that contract alone, pays it and hears when the boleto is ready", async () => {
    const mother = await eva();
    const other = await service.app.prisma.contract.create({
      data: { externalId: "casa-2", subscriberId: mother.subscriberId, address: "Rua Dois, 2" },
    });
    await service.app.prisma.invoice.create({
      data: {
        externalId: "casa-2-1",
        contractId: other.id,
        amountCents: 77_700,
        dueDate: new Date("2026-12-11"),
        description: "a outra casa",
      },
    });
    await authorise(mother.externalId, mother.externalId, [sonsPhone]);
    const son = chatOf(service, sonsPhone);
    await son.tells("oi", "529");
    son.sees(/Olá! Aqui é o atendimento[\s\S]*1 fatura em aberto/);
    for (const secret of ["Eva", "a outra casa", "777,00"]) son.seesNot(secret);
    await son.tells("1", "itau");
    son.sees("Eu mando aqui");
    await son.waits(30, "minutes");
    son.sees("já pode ser pago");
    await son.says("meus dados");
    son.sees("Os dados são do titular");
    const own = chatOf(service, mother.phone);
    await own.tells("oi", "529");
    own.sees("2 faturas em aberto");
  });

  it("sees nothing from the moment on that it is taken out, nor hears of the boleto that was asked for", async () => {
    const mother = await eva();
    await authorise(mother.externalId, mother.externalId, [sonsPhone]);
    const son = chatOf(service, sonsPhone);
    await son.tells("oi", "529", "1", "itau");
    son.sees("Eu mando aqui");
    expect(await authorise(mother.externalId, mother.externalId, [])).toEqual(["changed"]);
    await son.waits(30, "minutes");
    son.hearsNothing();
    await son.says("boleto");
    son.sees("Este telefone não está no nosso cadastro");
  });

  it("stays where the ERP hands the contract in without that field", async () => {
    const mother = await eva();
    await authorise(mother.externalId, mother.externalId, [sonsPhone]);
    const { app } = service;
    const register = createRegister(app.prisma, app.queue.enqueueIn);
    const value = { subscriberId: mother.externalId, address: "Rua Um, 1", plan: "", active: true };
    expect(
      await register.put([{ resource: "contracts", id: mother.externalId, value }], { now: service.clock() }),
    ).toEqual(["same"]);
    expect(await register.get("contracts", mother.externalId)).toMatchObject({ authorisedPhones: [sonsPhone] });
  });
});

it("a phone taken out of the register proves nothing from the next message on", async () => {
  const { phone } = await eva();
  const chat = chatOf(service, phone);
  await chat.tells("oi", "529");
  chat.sees("Vence");
  await service.app.prisma.subscriberPhone.deleteMany({ where: { phone } });
  await chat.says("1");
  chat.sees("Este telefone não está no nosso cadastro");
});
