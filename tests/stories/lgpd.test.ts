import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runLgpd } from "../../src/app/commands/lgpd.ts";
import { enterSubscriber } from "../support/enter-subscriber.ts";
import { runJob } from "../support/run-job.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

const mariasPhone = "5511900000001";
let service: Service;
beforeEach(async () => {
  service = await startService("2026-11-24 14:02");
});
afterEach(() => service.stop());

const texts = async () =>
  JSON.stringify([
    await service.app.prisma.inboundMessage.findMany({ select: { body: true } }),
    await service.app.prisma.outboundMessage.findMany({ select: { body: true } }),
    await service.app.prisma.chat.findMany({ select: { state: true } }),
  ]);

describe("meus dados", () => {
  it("says in words what is held, without what a glance should not see, and sends all of it as a file", async () => {
    const chat = chatOf(service, mariasPhone);
    const files: string[] = [];
    await chat.tells("oi", "2", "itau", "meus dados");
    chat.sees(/O que guardamos: \*Maria[^*]*\*, CPF \*\*\*\.\d{3}\.\d{3}-\*\*/);
    chat.seesNot(mariasPhone);
    const [row] = await service.app.prisma.$queryRaw<{ body: { document?: { dataOf: string } } }[]>`
      SELECT body FROM outbound_message WHERE body -> 'document' ? 'dataOf'`;
    const { document } = row?.body ?? {};
    expect(document).toBeDefined();
    const output = new PassThrough();
    output.on("data", (chunk) => files.push(String(chunk)));
    expect(await runLgpd(service.app.deps, { action: "report", document: "529.982.247-25", output })).toBe(0);
    const [file = ""] = files;
    for (const held of ["529.982.247-25", mariasPhone, "uso de novembro", "R$ 109,90", "terminal 5511900000001"])
      expect(file).toContain(held);
  });

  it("shows nothing of anybody else's", async () => {
    const other = await enterSubscriber(service, { name: "Outra Pessoa", invoices: [{ due: "2026-12-10" }] });
    const chat = chatOf(service, mariasPhone);
    await chat.tells("oi", "meus dados");
    const held = await service.app.storage.transaction((records) => records.heldData(other.subscriberId));
    expect(JSON.stringify(held)).not.toMatch(/Maria|5511900000001/);
    expect(held?.chats).toEqual([]);
  });

  it("says so where no document has that number", async () => {
    const output = new PassThrough();
    expect(await runLgpd(service.app.deps, { action: "report", document: "168.995.350-09", output })).toBe(1);
    expect(String(output.read())).toContain("Ninguém no cadastro");
    await expect(runLgpd(service.app.deps, { action: "erase", document: "123", output })).rejects.toThrow("--document");
  });
});

describe("apagar meus dados", () => {
  it("asks first, and a no changes nothing", async () => {
    const chat = chatOf(service, mariasPhone);
    await chat.tells("oi", "apagar meus dados");
    chat.sees("não vou mais avisar");
    const before = (await texts()).length;
    await chat.says("não");
    chat.sees("Nada foi apagado");
    expect((await texts()).length).toBeGreaterThan(before - 200);
    await chat.says("menu");
    chat.sees("Vence");
  });

  it("removes the texts and what ties the chats to the subscriber, and leaves money, evidence and attendances", async () => {
    const { prisma } = service.app;
    const chat = chatOf(service, mariasPhone);
    const second = chatOf(service, mariasPhone, "outro-aparelho");
    await second.tells("oi", "segredo da segunda conversa");
    await chat.tells("oi", "2", "itau", "parar avisos", "segredo da primeira conversa");
    const boletos = await prisma.boleto.count();
    const events = await prisma.event.count();
    await chat.says("apagar meus dados");
    await chat.presses(1);
    chat.sees("Pronto: apaguei os textos");
    const left = await texts();
    for (const gone of ["segredo", "Maria", "Vence", "preparando"]) expect(left).not.toContain(gone);
    expect(await prisma.boletoWatcher.count()).toBe(0);
    expect(await prisma.boleto.count()).toBe(boletos);
    expect(await prisma.noticeConsent.count()).toBe(1);
    expect(await prisma.event.count()).toBe(events + 1);
    await chat.waits(40, "minutes");
    chat.hearsNothing();
    await chat.says("oi");
    chat.sees("Olá, Maria!");
  });

  it("removes a stranger's texts too, who need not say who it is", async () => {
    const chat = chatOf(service, "5521977776666");
    await chat.tells("oi", "meu nome é segredo", "apagar meus dados", "1");
    chat.sees("Pronto: apaguei");
    expect(await texts()).not.toContain("segredo");
  });

  it("can be done by the provider", async () => {
    const chat = chatOf(service, mariasPhone);
    await chat.tells("oi", "zzz particular");
    const output = new PassThrough();
    expect(await runLgpd(service.app.deps, { action: "erase", document: "52998224725", output })).toBe(0);
    expect(String(output.read())).toContain("em 1 conversas");
    expect(await texts()).not.toMatch(/particular|Maria/);
    await chat.says("oi");
    chat.sees("Olá, Maria!");
  });
});

describe("parar avisos", () => {
  it("keeps the person's own words as evidence, says that there are no reminders, and can be taken back", async () => {
    const chat = chatOf(service, mariasPhone);
    await chat.tells("oi", "Por favor, PARAR avisos!");
    chat.sees("anotei que você não quer lembretes. Hoje não mando nenhum por conta própria.");
    await chat.says("voltar avisos");
    chat.sees("anotei que você aceita lembretes. Hoje não mando nenhum por conta própria.");
    const kept = await service.app.prisma.noticeConsent.findMany({ orderBy: { id: "asc" } });
    expect(kept.map(({ choice, words, address }) => [choice, words, address])).toEqual([
      ["stop", "Por favor, PARAR avisos!", mariasPhone],
      ["resume", "voltar avisos", mariasPhone],
    ]);
  });

  it("stops nothing of the boleto that was asked for", async () => {
    const chat = chatOf(service, mariasPhone);
    await chat.tells("oi", "2", "itau", "parar avisos");
    chat.sees("eu ainda aviso");
    await chat.waits(30, "minutes");
    chat.sees("já pode ser pago");
  });

  it("needs no proof of who writes", async () => {
    const chat = chatOf(service, "5521977776666");
    await chat.says("parar avisos");
    chat.sees("anotei que você não quer lembretes");
  });
});

describe("what is held no longer", () => {
  it("goes: texts after 90 days, records of access after six months, codes and counts before", async () => {
    const { prisma } = service.app;
    const chat = chatOf(service, mariasPhone);
    await chat.tells("oi", "parar avisos", "atendente");
    await service.app.createCentralLink((await prisma.subscriber.findFirstOrThrow()).id);
    service.isOffUntil("2027-02-21 03:40");
    await runJob(service.app, { name: "erase-expired" });
    expect(await texts()).toContain("Maria");
    service.isOffUntil("2027-02-23 03:40");
    await runJob(service.app, { name: "erase-expired" });
    expect(await texts()).not.toMatch(/Maria|atendente/);
    expect(await prisma.inboundMessage.count()).toBe(3);
    expect(await prisma.loginLink.count()).toBe(0);
    service.isOffUntil("2027-05-28 03:40");
    await runJob(service.app, { name: "erase-expired" });
    expect(await prisma.inboundMessage.count()).toBe(0);
    expect(await prisma.outboundMessage.count()).toBe(0);
    expect([await prisma.attendance.count(), await prisma.noticeConsent.count()]).toEqual([1, 1]);
  });
});
