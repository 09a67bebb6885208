import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { centralOf } from "../../src/app/central.ts";
import { offersIn } from "../../src/core/use-cases/turn/look-at-invoice.ts";
import { demoPhone } from "../../src/demo/demo-provider.ts";
import { startSms } from "../standins/sms/start-sms.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

const mariasPhone = demoPhone(1);
let service: Service;
let sms: Awaited<ReturnType<typeof startSms>>;
let maria: { id: string; document: string };
beforeEach(async () => {
  sms = await startSms();
  service = await startService("2026-11-24 14:02", undefined, {
    identity: { sms: sms.settings },
    publicUrl: "https://central.example",
  });
  maria = await service.app.prisma.subscriber.findFirstOrThrow({ where: { phones: { some: { phone: mariasPhone } } } });
});
afterEach(async () => {
  await service.stop();
  await sms.stop();
});

const from = { thread: "a-browser-at-the-door", address: "203.0.113.7" };
const newest = async () => {
  const [, second] = await centralOf(service.app).owed(maria.id);
  if (!second) throw new Error("Maria owes two");
  return second.invoiceId;
};

const lookOf = async (invoiceId: string) => {
  const look = await centralOf(service.app).invoice(maria.id, invoiceId);
  if (!look) throw new Error("Not Maria's");
  return look;
};

describe("one boleto, whichever way it was asked for", () => {
  it("begun in the chat, it is waited for and then in the hand in the Central; the same bank gives the same one", async () => {
    const central = centralOf(service.app);
    const chat = chatOf(service, mariasPhone);
    await chat.tells("oi", "2", "itau");
    chat.sees("até as 14:32");
    const invoiceId = await newest();
    const { living, options } = await lookOf(invoiceId);
    expect(living).toMatchObject({ status: "registering", bankName: "Itaú" });
    const itau = offersIn(options).find(({ name }) => name === "Itaú")?.bankWalletId ?? "";
    expect((await central.issue(maria.id, { invoiceId, bankWalletId: itau }))?.boletoId).toBe(living?.boletoId);
    expect(await central.pdf(maria.id, invoiceId)).toBeUndefined();
    await chat.waits(30, "minutes");
    chat.sees("já pode ser pago");
    expect((await central.invoice(maria.id, invoiceId))?.living).toMatchObject({
      status: "payable",
      boletoId: living?.boletoId,
    });
    expect((await central.pdf(maria.id, invoiceId))?.bytes.byteLength).toBeGreaterThan(1000);
    expect(await service.boletos()).toHaveLength(1);
  });

  it("begun in the Central, the chat has it, and is told once it can be paid", async () => {
    const central = centralOf(service.app);
    const invoiceId = await newest();
    const { options } = await lookOf(invoiceId);
    await central.issue(maria.id, { invoiceId, bankWalletId: offersIn(options)[0]?.bankWalletId ?? "" });
    const chat = chatOf(service, mariasPhone);
    await chat.says("me avise");
    chat.sees(/Seu boleto do \*Itaú\* fica pronto \*até as 14:32\*\.\nEu mando aqui/);
    await chat.waits(30, "minutes");
    chat.sees("já pode ser pago");
    expect(await service.boletos()).toHaveLength(1);
  });

  it("switched in the Central, the chat that waits is told to throw the old one away", async () => {
    const central = centralOf(service.app);
    const chat = chatOf(service, mariasPhone);
    await chat.tells("oi", "2", "itau");
    const invoiceId = await newest();
    const { living, options } = await lookOf(invoiceId);
    const bradesco = offersIn(options).find(({ name }) => name === "Bradesco")?.bankWalletId ?? "";
    // Without the word that the old one is to go, nothing is changed.
    expect((await central.issue(maria.id, { invoiceId, bankWalletId: bradesco }))?.bankName).toBe("Itaú");
    const replacing = living?.boletoId ?? "";
    expect((await central.issue(maria.id, { invoiceId, bankWalletId: bradesco, replacing }))?.bankName).toBe(
      "Bradesco",
    );
    await service.runJobs();
    chat.listens();
    chat.sees("Jogue fora o boleto do *Itaú*. Vale só o do *Bradesco*");
  });

  it("paid, it is in the history with its receipt", async () => {
    const central = centralOf(service.app);
    await chatOf(service, mariasPhone).tells("oi", "2", "itau");
    await service.waits(30, "minutes");
    const [boleto] = await service.boletos();
    if (!boleto) throw new Error("No boleto");
    await service.pays(boleto);
    const line = (await central.history(maria.id)).find(({ invoiceId }) => invoiceId === boleto.invoiceId);
    expect(line).toMatchObject({ status: "paid", payment: { amountCents: Number(boleto.amountCents) } });
    expect(await central.receipt(maria.id, line?.payment?.id ?? "")).toMatchObject({
      payerName: "Maria Souza",
      beneficiaryName: "VALE FIBRA TELECOM LTDA",
      bankName: "Itaú",
    });
  });
});

describe("the way in", () => {
  it("by CPF and code: the answer is the same for a CPF that nobody has, and the code is good in one browser", async () => {
    const central = centralOf(service.app);
    expect(await central.requestCode("16899535009", { ...from, thread: "another" })).toEqual({ kind: "sent" });
    expect(await central.requestCode(maria.document, from)).toEqual({ kind: "sent" });
    await service.runJobs();
    const code = sms.codeTo(mariasPhone);
    expect(await central.checkCode(code, { ...from, thread: "another" })).toEqual({ kind: "wrong", triesLeft: 4 });
    const came = await central.checkCode(code, from);
    if (came.kind !== "in") throw new Error(came.kind);
    expect((await central.session(came.token))?.subscriber.name).toBe("Maria Souza");
    expect(await service.app.prisma.centralAccess.findMany()).toMatchObject([{ way: "code", address: "203.0.113.7" }]);
    expect((await central.checkCode(code, from)).kind).not.toBe("in");
  });

  it("by a link from the chat, once and for a quarter of an hour, and only to the holder", async () => {
    const central = centralOf(service.app);
    const chat = chatOf(service, mariasPhone);
    const linkIn = () => /https:\/\/central\.example\/central\/abrir\/([\w-]{43})/.exec(chat.heard())?.[1] ?? "";
    await chat.says("site");
    const first = linkIn();
    const { token = "" } = (await central.enterByLink(first, from)) ?? {};
    expect((await central.session(token))?.subscriber.name).toBe("Maria Souza");
    expect(await central.enterByLink(first, from)).toBeUndefined();
    await chat.says("site");
    await chat.waits(15, "minutes");
    await chat.says("site");
    expect(await central.enterByLink(first, from)).toBeUndefined();
    const contract = await service.app.prisma.contract.findFirstOrThrow({ where: { subscriberId: maria.id } });
    await service.app.prisma.contractPhone.create({ data: { contractId: contract.id, phone: "5521988887777" } });
    const son = chatOf(service, "5521988887777");
    await son.says("site");
    son.sees("Daqui não consigo abrir a Central");
  });
});
