import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { lookUpBoleto } from "../../src/core/use-cases/boletos/look-up-boleto.ts";
import { findLinkRun, startLinkRun } from "../../src/panel/contracts/link-run.ts";
import { startSms } from "../standins/sms/start-sms.ts";
import { startSmtp } from "../standins/smtp/start-smtp.ts";
import { enterSubscriber, type StorySubscriber } from "../support/enter-subscriber.ts";
import { runJob } from "../support/run-job.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";
import { standInBank } from "./stand-in-bank.ts";

let service: Service;
let sandbox: Service["app"]["deps"]["registrarOf"];
let sms: Awaited<ReturnType<typeof startSms>>;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
beforeAll(async () => {
  sms = await startSms();
  smtp = await startSmtp();
  service = await startService("2026-11-24 14:02", undefined, {
    identity: { sms: sms.settings, email: smtp.settings },
  });
  sandbox = service.app.deps.registrarOf;
});
const lastDay = new Date("2026-11-23");
const day = () => lastDay.toISOString().slice(0, 10);
beforeEach(() => {
  lastDay.setUTCDate(lastDay.getUTCDate() + 1);
  service.isOffUntil(`${day()} 14:02`);
});
afterEach(() => {
  service.app.deps.registrarOf = sandbox;
});
afterAll(async () => {
  await service.stop();
  await sms.stop();
  await smtp.stop();
});

/** The queue is gone, as after a restore, with what it had done already. Gives what waited in it. */
async function loseJobs(): Promise<string[]> {
  const rows = await service.app.prisma.$queryRaw<{ name: string; waited: boolean }[]>`
    DELETE FROM pgboss.job RETURNING name, state < 'active' AS waited`;
  return rows.filter(({ waited }) => waited).map(({ name }) => name);
}
/** A minute and a half of the running service. */
async function goesOn() {
  await service.recovers();
  await service.runJobs();
  await service.waits(90, "seconds");
  await service.recovers();
  await service.runJobs();
}
async function personWithBoleto(story: StorySubscriber = {}) {
  const person = await enterSubscriber(service, { invoices: [{ due: "2026-12-10" }], banks: ["341"], ...story });
  const chat = chatOf(service, person.phone);
  await chat.tells("oi", "1");
  await chat.waits(31, "minutes");
  chat.sees("já pode ser pago");
  const boleto = await service.app.prisma.boleto.findFirstOrThrow({ where: { invoiceId: { in: person.invoiceIds } } });
  return { ...person, chat, boleto };
}

describe("with the queue lost, the recovery finds again", { timeout: 300_000 }, () => {
  it("a registration that goes on, and a cancellation", async () => {
    const { phone, invoiceIds } = await enterSubscriber(service, { invoices: [{ due: "2026-12-10" }], banks: ["341"] });
    const chat = chatOf(service, phone);
    await chat.tells("oi", "1");
    expect(await loseJobs()).toContain("register-boleto");
    await goesOn();
    expect(await loseJobs()).toContain("register-boleto");
    await chat.waits(35, "minutes");
    await goesOn();
    chat.listens();
    chat.sees("já pode ser pago");
    const boletos = () => service.app.prisma.boleto.findMany({ where: { invoiceId: { in: invoiceIds } } });
    const bank = standInBank(service);
    await service.app.storage.transaction(async (records) => {
      const [boleto] = await boletos();
      if (boleto) await records.changeBoleto(boleto.id, { status: "cancelling", nextLookUpAt: service.clock() });
    });
    await loseJobs();
    await goesOn();
    expect([(await boletos()).map(({ status }) => status), bank.times("cancel")]).toEqual([["cancelled"], 1]);
  });

  it("a question of a subscriber, and answers it once", async () => {
    const { chat, boleto, phone } = await personWithBoleto();
    const bank = standInBank(service, { lookUp: { kind: "registered" } });
    await chat.says("já paguei");
    expect(await loseJobs()).toEqual(["ask-bank"]);
    await goesOn();
    chat.listens();
    chat.sees("ainda não");
    expect(bank.times("lookUp")).toBe(1);
    await goesOn();
    // The job was late and not lost: it comes as well.
    const { id } = await service.app.prisma.chat.findFirstOrThrow({ where: { phone } });
    await runJob(service.app, { name: "ask-bank", boletoId: boleto.id, chatId: String(id), about: "paid" }, "late");
    await goesOn();
    chat.listens();
    chat.hearsNothing();
  });

  it("a bank's post that nobody read, and what the bank was to be asked because of it", async () => {
    const { boleto } = await personWithBoleto();
    const { prisma, webhooks } = service.app;
    const posted = randomUUID();
    await prisma.boleto.update({ where: { id: boleto.id }, data: { bankCode: "077", bankReference: posted } });
    await prisma.bankWallet.update({ where: { id: boleto.bankWalletId ?? "" }, data: { bankCode: "077" } });
    const bank = standInBank(service, { lookUp: { kind: "registered" } });
    await webhooks.keep(
      "inter",
      JSON.stringify([{ codigoSolicitacao: posted, situacao: "RECEBIDO" }]),
      service.clock(),
    );
    expect(await loseJobs()).toEqual(["bank-webhook"]);
    await goesOn();
    expect(await prisma.bankWebhook.count({ where: { doneAt: null } })).toBe(0);
    expect(bank.times("lookUp")).toBe(1);
    // Its books do not show the news yet: it is asked again, though that job is lost too.
    expect(await loseJobs()).toEqual(["look-up-boleto"]);
    bank.says.lookUp = { kind: "paid", amountCents: Number(boleto.amountCents), paidOn: "2026-11-24" as never };
    await goesOn();
    await goesOn();
    expect(bank.times("lookUp")).toBe(2);
    expect(await prisma.payment.count({ where: { boletoId: boleto.id } })).toBe(1);
    expect(await prisma.bankQuestion.count({ where: { boletoId: boleto.id } })).toBe(0);
    await goesOn();
    expect([await loseJobs(), bank.times("lookUp")]).toEqual([[], 2]);
  });

  it("what a bank hinted at, and asks it no more often because its queue is behind", async () => {
    const { boleto } = await personWithBoleto();
    const { storage, prisma } = service.app;
    const bank = standInBank(service, { lookUp: { kind: "registered" } });
    const hint = { boletoId: boleto.id, about: "news" } as const;
    await storage.transaction((records) => records.noteQuestion(hint, service.clock()));
    // Nobody worked off the queue for four minutes: each of them the sweep entered another job.
    for (let minutes = 0; minutes < 4; minutes++)
      await storage.transaction((records) =>
        records.enqueue({ name: "look-up-boleto", boletoId: boleto.id, why: "news" }),
      );
    await service.runJobs();
    expect(bank.times("lookUp")).toBe(1);
    bank.says.lookUp = { kind: "paid", amountCents: Number(boleto.amountCents), paidOn: "2026-11-24" as never };
    await service.waits(61, "seconds");
    expect([bank.times("lookUp"), await prisma.bankQuestion.count({ where: { boletoId: boleto.id } })]).toEqual([2, 0]);
    // Late, and not lost: there is nothing left to ask.
    expect(await lookUpBoleto(service.app.deps, { boletoId: boleto.id, why: "news" })).toBe(false);
    expect(bank.times("lookUp")).toBe(2);
  });

  it("a hint that came while the bank was being asked about the one before", async () => {
    const { boleto } = await personWithBoleto();
    const { storage, deps, prisma } = service.app;
    const hint = { boletoId: boleto.id, about: "news" } as const;
    const note = () => storage.transaction((records) => records.noteQuestion(hint, service.clock()));
    const bank = standInBank(service, { lookUp: { kind: "not-found" } });
    bank.before.lookUp = note;
    await note();
    await lookUpBoleto(deps, { boletoId: boleto.id, why: "news" });
    expect(await prisma.bankQuestion.count({ where: { boletoId: boleto.id } })).toBe(1);
    delete bank.before.lookUp;
    await lookUpBoleto(deps, { boletoId: boleto.id, why: "news" });
    expect(await prisma.bankQuestion.count({ where: { boletoId: boleto.id } })).toBe(0);
  });

  it("contracts that were being linked", async () => {
    const { prisma, queue } = service.app;
    await enterSubscriber(service, { name: "Zulmira Unica", invoices: [] });
    const wallet = await prisma.wallet.create({
      data: { externalId: "to-link", kind: "fatura", description: "to link" },
    });
    const panel = { prisma, enqueueIn: queue.enqueueIn, clock: { now: service.clock } };
    const run = await startLinkRun(panel, { words: ["zulmira"] }, wallet.id, { name: "x" });
    expect(await loseJobs()).toEqual(["link-contracts"]);
    await goesOn();
    expect(await findLinkRun(prisma, run)).toMatchObject({ done: 1, finished: true });
    expect(await prisma.contract.count({ where: { walletId: wallet.id } })).toBe(1);
  });

  it("a code that was asked for", async () => {
    const chat = chatOf(service, "5521988887777");
    const document = "16899535009";
    const { phone } = await enterSubscriber(service, { name: "Rui Prado", subscriber: { document }, invoices: [] });
    await chat.tells("oi", document);
    expect(await loseJobs()).toEqual(["send-code"]);
    await goesOn();
    await loseJobs();
    await goesOn();
    expect(sms.sent).toHaveLength(1);
    await chat.says(sms.codeTo(phone));
    chat.sees("Olá, Rui!");
  });

  it("a boleto that is to be mailed, and mails it once", async () => {
    service.isOffUntil("2026-12-05 06:05");
    const { invoiceIds } = await enterSubscriber(service, {
      subscriber: { email: "eva@x.example" },
      banks: ["341", { code: "237", sandboxOutcome: "registered" }],
      wallet: { lockDays: 5 },
      defaultBank: 1,
      invoices: [{ due: "2026-12-10" }],
    });
    await service.morning();
    expect(await loseJobs()).toEqual(expect.arrayContaining(["register-boleto", "mail-boleto"]));
    await goesOn();
    await service.waits(31, "minutes");
    const boleto = await service.app.prisma.boleto.findFirstOrThrow({ where: { invoiceId: { in: invoiceIds } } });
    expect(boleto.status).toBe("payable");
    for (let times = 0; times < 5; times++) {
      await loseJobs();
      await goesOn();
    }
    expect(smtp.mails.filter(({ to }) => to === "eva@x.example")).toHaveLength(1);
  });
});

it("boletos that wait for a mail server that is not there keep nothing else waiting, and are given up after a day", async () => {
  service.isOffUntil("2026-12-07 14:02");
  const { app, clock } = service;
  const { boleto } = await personWithBoleto();
  const { mailer } = app.deps;
  delete app.deps.mailer;
  const hint = { boletoId: boleto.id, about: "news" } as const;
  const bank = standInBank(service, { lookUp: { kind: "not-found" } });
  await app.prisma.boleto.update({ where: { id: boleto.id }, data: { mailAt: new Date(0) } });
  await app.storage.transaction((records) => records.noteQuestion(hint, clock()));
  await service.waits(61, "seconds");
  const lost = (limit: number, mails: boolean) =>
    app.storage.lostJobs({
      ...{ before: clock(), now: clock(), limit, mails },
      mailEndsBefore: new Date(clock().getTime() - 24 * 3_600_000),
    });
  const names = async (mails: boolean) => (await lost(1, mails)).map(({ job }) => job.name).sort();
  expect([await names(true), await names(false)]).toEqual([["look-up-boleto", "mail-boleto"], ["look-up-boleto"]]);
  await goesOn();
  expect(bank.times("lookUp")).toBe(1);
  await service.waits(25, "hours");
  await goesOn();
  const row = await app.prisma.boleto.findUniqueOrThrow({ where: { id: boleto.id } });
  expect([row.mailAt, row.mailedAt]).toEqual([null, null]);
  if (mailer) app.deps.mailer = mailer;
}, 60_000);
