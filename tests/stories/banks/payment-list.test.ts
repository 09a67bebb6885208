import { afterAll, beforeAll, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { describeBankTrouble } from "../../../src/core/operator/bank-trouble.ts";
import type { ListedPayment } from "../../../src/core/registration/bank-answer.ts";
import { shortReference } from "../../../src/core/registration/short-reference.ts";
import { bankTroubles } from "../../../src/storage/operator/bank-troubles.ts";
import { enterSubscriber } from "../../support/enter-subscriber.ts";
import { runJob } from "../../support/run-job.ts";
import { chatOf, type Service, startService } from "../../support/start-chat.ts";
import { standInBank } from "../stand-in-bank.ts";

let service: Service;
beforeAll(async () => {
  service = await startService("2026-11-24 09:00");
});
afterAll(() => service.stop());

const paidOn = isoDate("2026-11-24");

it("the morning reads each bank's list: ours are settled with its amount, and what is not ours is told to the operator", async () => {
  const { app } = service;
  standInBank(service, { register: { kind: "registered" }, lookUp: { kind: "registered" } });
  const listed: ListedPayment[] = [];
  const periods: string[] = [];
  const registrarOf = app.deps.registrarOf;
  app.deps.registrarOf = (bankWallet) => ({
    ...registrarOf(bankWallet),
    async payments({ from, to }) {
      periods.push(`${from} ${to}`);
      return { kind: "payments", payments: listed };
    },
  });
  const account = { agencia: "3041", beneficiario: "0123456", carteira: "1" };
  const range = { nossoNumeroFrom: 100_000, nossoNumeroTo: 199_999, nossoNumeroNext: 100_500 };
  const person = await enterSubscriber(service, {
    invoices: [
      { due: "2026-12-10", about: "uso de novembro" },
      { due: "2026-12-11", about: "uso de dezembro" },
    ],
    banks: [{ code: "756", registersBy: "api", account }, "341"],
  });
  const walletId = person.bankIds[0] ?? "";
  await app.prisma.bankWallet.update({ where: { id: walletId }, data: range });
  const chat = chatOf(service, person.phone);
  await chat.tells("oi", "1", "sicoob", "menu", "2", "sicoob");
  await service.runJobs();
  const boletos = await app.prisma.boleto.findMany({
    where: { invoiceId: { in: person.invoiceIds } },
    orderBy: { dueDate: "asc" },
  });
  const [first, second] = boletos;
  if (!first || !second) throw new Error("Two boletos were made");

  listed.push(
    // By our reference, with multa and juros; the other by its number with the check digit.
    { reference: shortReference(first.id), amountCents: 10_203, paidOn },
    { nossoNumero: `${second.nossoNumero}${second.codigoBarras?.charAt(40)}`, amountCents: 10_000, paidOn },
    { nossoNumero: "123456", amountCents: 4_000, paidOn },
    { nossoNumero: "3000000", amountCents: 7_000, paidOn },
  );
  service.isOffUntil("2026-11-25 06:05");
  await runJob(app, { name: "morning" });
  await chat.waits(30, "minutes");

  expect(periods).toEqual(["2026-11-23 2026-11-24"]);
  const payments = await app.prisma.payment.findMany({ where: { boletoId: { in: [first.id, second.id] } } });
  expect(payments.map(({ amountCents }) => Number(amountCents)).toSorted()).toEqual([10_000, 10_203].toSorted());
  const told = (await bankTroubles(app.prisma, new Date("2026-11-25T00:00:00Z"))).map(describeBankTrouble);
  expect(told.toSorted()).toEqual([
    "Sicoob: a lista de 23/11 a 24/11 traz 1 pagamento de outro sistema, R$ 70,00 ao todo.",
    "Sicoob: recebeu R$ 40,00 em 24/11 pelo nosso número …3456, que é da faixa daqui, mas esse boleto não existe aqui. Confira no banco de quem é.",
  ]);
  const { paymentsReadThrough } = await app.prisma.bankWallet.findUniqueOrThrow({ where: { id: walletId } });
  expect(paymentsReadThrough).toEqual(new Date("2026-11-24"));

  // The same day once more, as after a restored backup: nothing is doubled.
  await app.prisma.bankWallet.update({ where: { id: walletId }, data: { paymentsReadThrough: null } });
  await service.waits(2, "minutes");
  await runJob(app, { name: "morning" });
  await service.waits(30, "minutes");
  expect(await app.prisma.payment.count({ where: { boletoId: { in: [first.id, second.id] } } })).toBe(2);
  expect(await service.eventsOf("bank.payment-unknown")).toHaveLength(1);
});

it("the morning does not take another system's payment for ours, and reads on for a bank wallet that was switched off", async () => {
  const { app } = service;
  service.isOffUntil("2026-12-01 09:00");
  const account = { agencia: "3042", beneficiario: "0123457", carteira: "1" };
  const person = await enterSubscriber(service, {
    invoices: [{ due: "2026-12-10", about: "uso de novembro" }],
    banks: [{ code: "756", registersBy: "api", account }, "341"],
  });
  const walletId = person.bankIds[0] ?? "";
  const bank = { register: { kind: "refused", reason: "Nosso número já cadastrado" } } as const;
  const lookUp = { kind: "registered" as "registered" | "refused", reason: "" };
  standInBank(service, { ...bank, lookUp });
  const listed: ListedPayment[] = [];
  const registrarOf = app.deps.registrarOf;
  app.deps.registrarOf = (bankWallet) => ({
    ...registrarOf(bankWallet),
    payments: async () => ({ kind: "payments", payments: bankWallet.id === walletId ? listed : [] }),
  });
  const chat = chatOf(service, person.phone);
  await chat.tells("oi", "1", "sicoob");
  await service.runJobs();
  const boleto = await app.prisma.boleto.findFirstOrThrow({ where: { invoiceId: { in: person.invoiceIds } } });
  expect(boleto.status).toBe("rejected");
  await app.prisma.bankWallet.update({ where: { id: walletId }, data: { active: false } });

  const nossoNumero = boleto.nossoNumero?.replace(/^0+/, "") ?? "";
  const day = isoDate("2026-12-01");
  lookUp.kind = "refused";
  listed.push({ nossoNumero, reference: "00-03", amountCents: 10_000, paidOn: day });
  listed.push({ nossoNumero, amountCents: 10_000, paidOn: day });
  service.isOffUntil("2026-12-02 06:05");
  await runJob(app, { name: "morning" });
  await chat.waits(30, "minutes");
  expect(await app.prisma.payment.count({ where: { boletoId: boleto.id } })).toBe(0);
  expect((await app.prisma.boleto.findUniqueOrThrow({ where: { id: boleto.id } })).status).toBe("rejected");

  listed.push({ reference: shortReference(boleto.id), amountCents: 10_000, paidOn: day });
  service.isOffUntil("2026-12-03 06:05");
  await runJob(app, { name: "morning" });
  await chat.waits(30, "minutes");
  chat.sees("✅ Recebemos o pagamento da fatura (uso de novembro). Obrigado!");
  expect(await app.prisma.payment.count({ where: { boletoId: boleto.id } })).toBe(1);
});
