import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { settleRegistration } from "../../src/core/use-cases/boletos/settle-registration.ts";
import { enterSubscriber, type StorySubscriber } from "../support/enter-subscriber.ts";
import { runJob } from "../support/run-job.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";
import { standInBank } from "./stand-in-bank.ts";

let service: Service;
let sandbox: Service["app"]["deps"]["registrarOf"];
beforeAll(async () => {
  service = await startService("2026-11-24 06:00");
  sandbox = service.app.deps.registrarOf;
});
afterEach(() => {
  service.app.deps.registrarOf = sandbox;
});
afterAll(() => service.stop());

const due = "2027-06-10";
/** Somebody new, whose chat begins at a local time. */
async function personAt(local: string, story: StorySubscriber) {
  service.isOffUntil(local);
  const person = await enterSubscriber(service, { invoices: [{ due }], ...story });
  const boletos = () =>
    service.app.prisma.boleto.findMany({
      where: { invoiceId: { in: person.invoiceIds } },
      orderBy: { createdAt: "asc" },
    });
  return { ...person, chat: chatOf(service, person.phone), boletos };
}
const eventsAbout = async (type: string, boletoId: string | undefined) =>
  (await service.eventsOf(type)).filter(({ data }) => (data as { boletoId?: string }).boletoId === boletoId);

describe("an answer that was lost", () => {
  it("is looked up before anything is sent again: one title in the bank's books, one notice", async () => {
    const { chat, boletos } = await personAt("2026-11-24 14:02", {
      banks: [{ code: "341", sandboxOutcome: "lost_answer" }],
    });
    await chat.tells("oi", "1");
    await chat.waits(31, "minutes");
    chat.sees("Seu boleto do Itaú já pode ser pago");
    const [boleto] = await boletos();
    const titles = await service.app.prisma.sandboxTitle.findMany({ where: { reference: boleto?.id ?? "" } });
    expect(titles.map(({ asked }) => asked)).toEqual([1]);
    await chat.waits(3, "hours");
    chat.hearsNothing();
  });

  it("is sent again under the same reference where the bank does not know it", async () => {
    const { chat, boletos } = await personAt("2026-11-25 10:00", { banks: ["341"] });
    const bank = standInBank(service, { register: { kind: "unknown" }, lookUp: { kind: "not-found" } });
    await chat.tells("oi", "1");
    await service.runJobs();
    bank.says.register = { kind: "processing" };
    await chat.waits(30, "minutes");
    expect(bank.asked.map(({ what }) => what)).toEqual(["register", "lookUp", "register"]);
    const [boleto] = await boletos();
    expect(new Set(bank.asked.map(({ reference }) => reference))).toEqual(new Set([boleto?.id]));
  });
});

describe("a bank that is slow", () => {
  it("is told of once, asked with growing pauses, and after 24 hours a person sees it, once", async () => {
    const { chat, boletos } = await personAt("2026-11-26 10:00", { banks: ["341"] });
    const bank = standInBank(service);
    await chat.tells("oi", "1");
    await chat.waits(31, "minutes");
    expect(chat.heard()).toBe("O banco está demorando. Assim que sair eu mando aqui.");
    await chat.says("manda de novo");
    chat.sees("O Itaú está demorando para registrar seu boleto");
    await chat.waits(23, "hours");
    const [boleto] = await boletos();
    expect(await eventsAbout("boleto.late", boleto?.id)).toEqual([]);
    chat.hearsNothing();
    const at = bank.asked.filter(({ reference }) => reference === boleto?.id).map((one) => one.at.getTime());
    const pauses = at.slice(1).map((moment, index) => (moment - (at[index] ?? 0)) / 60_000);
    expect(pauses.slice(0, 4)).toEqual([30, 7.5, 15, 30]);
    expect(new Set(pauses.slice(4))).toEqual(new Set([30]));
    await chat.waits(5, "hours");
    expect(await eventsAbout("boleto.late", boleto?.id)).toHaveLength(1);
    bank.says.lookUp = { kind: "registered" };
    await chat.waits(1, "hours");
    chat.sees("Seu boleto do Itaú já pode ser pago");
  });
});

describe("a bank that cannot tell", () => {
  it("may be tried at the window's end, with what to do when it is not found, and never before", async () => {
    const { chat } = await personAt("2026-11-28 10:00", { banks: [{ code: "341", sandboxOutcome: "cannot_tell" }] });
    await chat.tells("oi", "1");
    await chat.waits(29, "minutes");
    chat.hearsNothing();
    await chat.waits(1, "minutes");
    chat.sees("O prazo do banco terminou: já pode tentar pagar");
    chat.sees("Se aparecer *boleto não encontrado*, espere 1 hora e tente de novo. Ou digite *atendente*.");
    chat.sees("*VALE FIBRA TELECOM LTDA*, CNPJ 12.345.678/0001-95");
    chat.sees(/^34191\d{42}$/m);
    chat.seesNot("✅");
  });
});

describe("a bank that refuses", () => {
  it("has its reason shown to the operator alone, and without another bank a person is there", async () => {
    const { chat, boletos } = await personAt("2026-11-30 10:00", {
      banks: [{ code: "001", sandboxOutcome: "refused" }],
    });
    await chat.tells("oi", "1");
    await chat.waits(1, "minutes");
    chat.sees("*O problema não é com você.* Uma pessoa da equipe já foi avisada.");
    chat.seesNot("carteira não autorizada");
    const [boleto] = await boletos();
    expect([boleto?.status, boleto?.bankReason]).toEqual(["rejected", expect.stringContaining("não autorizada")]);
    const reason = expect.stringContaining("não autorizada");
    expect(await eventsAbout("boleto.rejected", boleto?.id)).toMatchObject([{ data: { reason } }]);
  });

  it("whose list comes in the morning is not chosen from by night: an old number pays nothing", async () => {
    const { chat, boletos } = await personAt("2026-12-01 18:00", { banks: ["341", "237", "756"] });
    const bank = standInBank(service);
    await chat.tells("oi", "1", "itau");
    await chat.waits(4, "hours");
    bank.says.lookUp = { kind: "refused", reason: "x" };
    await chat.waits(1, "hours");
    chat.hearsNothing();
    await chat.says("1");
    chat.sees("Você tem 1 fatura em aberto");
    expect(await boletos()).toHaveLength(1);
    await chat.waits(10, "hours");
    chat.sees("Não deu para fazer o boleto no Itaú");
  });
});

describe("a bank by file (CNAB 240)", () => {
  const banks = ["341", { code: "756", registersBy: "cnab240" }] as const;

  it("promises a day, says nothing before it is over, and is payable only through the return file", async () => {
    const { chat, boletos } = await personAt("2026-12-03 14:02", { banks });
    const bank = standInBank(service, { lookUp: { kind: "cannot-tell" } });
    await chat.tells("oi", "1", "sicoob");
    chat.sees("Estou preparando seu boleto do Sicoob. Fica pronto *amanhã, 04/12*. Eu mando aqui.");
    await chat.waits(20, "hours");
    chat.hearsNothing();
    await chat.says("manda de novo");
    chat.sees("Fica pronto *hoje, 04/12*");
    await chat.waits(12, "hours");
    expect(chat.heard()).toBe("O banco está demorando. Assim que sair eu mando aqui.");
    const [boleto] = await boletos();
    expect(boleto?.status).toBe("registering");
    bank.says.lookUp = { kind: "processing" };
    await settleRegistration(service.app.deps, boleto?.id ?? "", { kind: "registered" });
    await chat.waits(12, "hours");
    chat.sees("Seu boleto do Sicoob já pode ser pago");
  });

  it("asked after its cut-off on a Friday promises Tuesday, and nobody is called on the way", async () => {
    const { chat, boletos } = await personAt("2026-12-11 20:30", { banks });
    standInBank(service);
    await chat.tells("oi", "1", "sicoob");
    chat.sees(/Fica pronto \*[^*]*15\/12\*/);
    await chat.waits(80, "hours");
    chat.hearsNothing();
    const [boleto] = await boletos();
    expect(await eventsAbout("boleto.late", boleto?.id)).toEqual([]);
    await settleRegistration(service.app.deps, boleto?.id ?? "", { kind: "registered" });
  });

  it.each([
    ["today", "2026-12-16"],
    ["tomorrow's file too late", "2026-12-15"],
  ])("is not offered for an invoice that is due %s", async (_, day) => {
    const { chat } = await personAt("2026-12-16 10:00", { banks, invoices: [{ due: day }] });
    await chat.tells("oi", "1");
    chat.sees("Estou preparando seu boleto do Itaú");
    chat.seesNot("Sicoob");
  });
});

describe("a boleto that does not work at the bank", () => {
  it.each(["não encontrado", "deu erro", "o boleto não passa", "aparece não registrado"])(
    "%s: the bank is asked and answers, and no other boleto is made",
    async (words) => {
      const { chat, boletos } = await personAt("2026-12-17 10:00", { banks: ["341"] });
      await chat.tells("oi", "1");
      await chat.waits(31, "minutes");
      await chat.says(words);
      chat.sees("Vou perguntar ao Itaú sobre esse boleto e respondo aqui. Ele continua valendo");
      await service.runJobs();
      chat.listens();
      chat.sees("O Itaú confirmou: seu boleto está registrado e pode ser pago");
      expect(await boletos()).toHaveLength(1);
    },
  );

  it("said from the menu, first which one; said of one in registration, the notice still comes", async () => {
    const { chat, boletos } = await personAt("2026-12-18 10:00", {
      banks: ["341"],
      invoices: [{ due }, { due: "2027-07-10" }],
    });
    await chat.tells("oi", "1", "menu", "não encontrado");
    chat.sees("De qual fatura é o boleto?");
    await chat.says("1");
    await service.runJobs();
    chat.listens();
    chat.sees("O Itaú ainda está registrando seu boleto. Espere um pouco: eu mando aqui");
    await chat.waits(31, "minutes");
    chat.sees("já pode ser pago");
    expect(await boletos()).toHaveLength(1);
  });

  it("hears of the refusal when that is the bank's answer, and not that it cannot tell", async () => {
    const { chat } = await personAt("2026-12-21 10:00", { banks: ["341", "237"] });
    const bank = standInBank(service);
    await chat.tells("oi", "1", "itau");
    await service.runJobs();
    bank.says.lookUp = { kind: "refused", reason: "x" };
    await chat.says("não encontrado");
    await service.runJobs();
    chat.listens();
    chat.sees("Não deu para fazer o boleto no Itaú");
    chat.seesNot("não informa");
  });
});

describe("já paguei", () => {
  it("asks the bank; a picture after it proves nothing, and the bank is asked again", async () => {
    const { chat, invoiceIds } = await personAt("2026-12-22 10:00", { banks: ["341"] });
    const bank = standInBank(service, { lookUp: { kind: "registered" } });
    await chat.tells("oi", "1");
    await chat.waits(31, "minutes");
    await chat.says("já paguei");
    chat.sees("Vou perguntar ao Itaú e respondo aqui");
    await service.runJobs();
    chat.listens();
    chat.sees("O Itaú ainda não informou o pagamento");
    const asked = bank.times("lookUp");
    await chat.sends({ kind: "media", media: "image" });
    chat.sees("Perguntei há menos de 30 segundos ao Itaú.");
    await service.runJobs();
    expect(bank.times("lookUp")).toBe(asked);
    await chat.waits(31, "seconds");
    chat.sees("O Itaú ainda não informou o pagamento");
    expect(bank.times("lookUp")).toBe(asked + 1);
    await chat.sends({ kind: "media", media: "image" });
    chat.sees("não consigo ler imagem. Quem confirma o pagamento é o banco.");
    bank.says.lookUp = { kind: "paid", amountCents: 10_000, paidOn: "2026-12-22" as never };
    await service.runJobs();
    chat.listens();
    expect(bank.times("lookUp")).toBe(asked + 2);
    chat.sees("✅ Recebemos o pagamento");
    const invoice = await service.app.prisma.invoice.findFirst({ where: { id: { in: invoiceIds } } });
    expect(invoice?.status).toBe("paid");
  });

  it("from the start: which one, and a picture instead of the number asks the bank about the only one", async () => {
    const { chat } = await personAt("2026-12-23 10:00", { banks: ["341"] });
    await chat.tells("oi", "1", "menu", "já paguei");
    chat.sees("Qual fatura você pagou?");
    await chat.sends({ kind: "media", media: "image" });
    chat.sees("Vou perguntar ao Itaú");
  });

  it("from a chat that was promised nothing, the payment that the bank knows of is told there", async () => {
    const { chat, phone } = await personAt("2026-12-28 10:00", { banks: ["341"] });
    await chat.tells("oi", "1");
    await chat.waits(31, "minutes");
    const page = chatOf(service, phone, "page");
    standInBank(service, { lookUp: { kind: "paid", amountCents: 10_000, paidOn: "2026-12-28" as never } });
    await page.tells("já paguei", "1");
    await service.runJobs();
    page.listens();
    page.sees("✅ Recebemos o pagamento");
  });
});

describe("a job that runs twice", () => {
  const waiting = async (name: string, boletoId: string | undefined) => {
    const [row] = await service.app.prisma.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM pgboss.job WHERE name = ${name} AND state < 'active' AND data->>'boletoId' = ${boletoId}`;
    return row?.count;
  };

  const askedOf = (bank: ReturnType<typeof standInBank>, boletoId: string) =>
    bank.asked.filter(({ reference }) => reference === boletoId).length;

  it("asks the bank once, and one question follows: what is due later ends at once", async () => {
    const { chat, boletos } = await personAt("2027-01-04 10:00", { banks: ["341"] });
    const bank = standInBank(service);
    await chat.tells("oi", "1");
    await service.runJobs();
    const [{ id = "" } = {}] = await boletos();
    for (const _ of [1, 2, 3]) await runJob(service.app, { name: "register-boleto", boletoId: id });
    expect([askedOf(bank, id), await waiting("register-boleto", id)]).toEqual([1, 1]);
    await chat.waits(35, "minutes");
    await runJob(service.app, { name: "register-boleto", boletoId: id });
    expect([askedOf(bank, id), await waiting("register-boleto", id)]).toEqual([2, 1]);
    bank.says.lookUp = { kind: "registered" };
    await chat.waits(1, "hours");
  });

  it("asks it too under the name that the version before enters", async () => {
    const { chat, boletos } = await personAt("2027-01-04 10:00", { banks: ["341"] });
    const bank = standInBank(service);
    await chat.tells("oi", "1");
    await service.runJobs();
    const [{ id = "" } = {}] = await boletos();
    const before = askedOf(bank, id);
    await service.app.prisma.boleto.update({ where: { id }, data: { nextLookUpAt: service.clock() } });
    await service.app.queue.boss.send("check-registration", { boletoId: id });
    await service.runJobs();
    expect([askedOf(bank, id) - before, await waiting("check-registration", id)]).toEqual([1, 0]);
  });

  it("has a boleto taken back by one chain of questions, also when two of them meet", async () => {
    const { chat, boletos } = await personAt("2027-01-05 10:00", { banks: ["341", "237"] });
    const bank = standInBank(service, { cancel: { kind: "unknown" } });
    await chat.tells("oi", "1", "itau");
    await service.runJobs();
    const [{ id = "" } = {}] = await boletos();
    await chat.tells("trocar", "bradesco", "1");
    const job = { name: "cancel-boleto", boletoId: id } as const;
    await Promise.all([runJob(service.app, job), runJob(service.app, job)]);
    await service.runJobs();
    expect(await waiting("cancel-boleto", id)).toBe(1);
    const asked = askedOf(bank, id);
    await service.waits(5, "minutes");
    expect([askedOf(bank, id), await waiting("cancel-boleto", id)]).toEqual([asked + 1, 1]);
    bank.says.cancel = { kind: "cancelled" };
    await service.waits(5, "minutes");
  });

  it("tells the bank's answer once", async () => {
    const { chat, boletos } = await personAt("2027-01-06 10:00", { banks: ["341"] });
    await chat.tells("oi", "1");
    await chat.waits(31, "minutes");
    const [{ id: boletoId = "" } = {}] = await boletos();
    const chatId = String(
      (await service.app.prisma.chat.findFirstOrThrow({ where: { watches: { some: { boletoId } } } })).id,
    );
    const question = { name: "ask-bank", boletoId, chatId, about: "not-found" } as const;
    await runJob(service.app, question, "one");
    await service.waits(1, "seconds");
    await runJob(service.app, question, "one");
    chat.listens();
    expect(chat.heard().match(/O Itaú confirmou/g)).toHaveLength(1);
  });
});

describe("a bank that is slow to take a boleto back", () => {
  it("is a person's to call 24 hours after the switch, not after the issue, also where it was slow before", async () => {
    const { chat, boletos } = await personAt("2027-01-11 10:00", { banks: ["341", "237"] });
    const bank = standInBank(service, { cancel: { kind: "unknown" } });
    await chat.tells("oi", "1", "itau");
    await chat.waits(31, "minutes");
    service.isOffUntil("2027-01-12 16:00");
    await service.runJobs();
    const [{ id = "" } = {}] = await boletos();
    expect(await eventsAbout("boleto.late", id)).toHaveLength(1);
    await chat.tells("menu", "1", "trocar", "bradesco", "1");
    chat.sees("Jogue fora o boleto do *Itaú*");
    await service.runJobs();
    service.isOffUntil("2027-01-13 15:00");
    await service.runJobs();
    expect(await eventsAbout("boleto.cancel-late", id)).toEqual([]);
    service.isOffUntil("2027-01-13 16:30");
    await service.runJobs();
    expect(await eventsAbout("boleto.cancel-late", id)).toHaveLength(1);
    bank.says.cancel = { kind: "cancelled" };
    bank.says.lookUp = { kind: "registered" };
    await service.waits(10, "minutes");
  });
});
