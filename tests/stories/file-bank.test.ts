import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LayoutBankCode } from "../../src/core/billing/bank-code.ts";
import { isoDate } from "../../src/core/billing/calendar/iso-date.ts";
import { applyReturn } from "../../src/core/use-cases/bank-files/apply-return.ts";
import { makeDueRemittances } from "../../src/core/use-cases/bank-files/make-remittance.ts";
import { reportBoleto } from "../../src/core/use-cases/boletos/report-boleto.ts";
import { readRemittance } from "../standins/banks/cnab/read-remittance.ts";
import { writeReply } from "../standins/banks/cnab/write-reply.ts";
import { type BankTitle, writeReturn } from "../standins/banks/cnab/write-return.ts";
import { enterSubscriber, type StorySubscriber } from "../support/enter-subscriber.ts";
import { fileAccounts, fileBanks } from "../support/file-accounts.ts";
import { chatOf, type Service, startService } from "../support/start-chat.ts";

let service: Service;
beforeAll(async () => {
  service = await startService("2026-11-24 08:00");
});
afterAll(() => service.stop());

const address = "Rua São João, 120, Centro, Niterói - RJ, 24020-005";

/** Somebody who may pay through a bank by file, and the file's side of it. */
async function personAt(local: string, code: LayoutBankCode = "756", story: StorySubscriber = {}) {
  service.isOffUntil(local);
  const bank = { code, registersBy: "cnab240", cutOff: "18:00", ...fileAccounts[code] } as const;
  const person = await enterSubscriber(service, {
    contract: { address },
    invoices: [{ due: "2026-12-10" }],
    ...story,
    banks: [bank, ...(story.banks ?? [])],
  });
  const { prisma } = service.app;
  const boletos = () =>
    prisma.boleto.findMany({
      where: { invoice: { contractId: person.contractId } },
      orderBy: { createdAt: "asc" },
    });
  const remittances = async () => {
    const rows = await prisma.remittance.findMany({
      where: { bankWalletId: person.bankIds[0] ?? "" },
      orderBy: { nsa: "asc" },
    });
    return rows.map(({ content, nsa }) => ({ ...readRemittance(content), kept: nsa }));
  };
  let nsa = 0;
  return {
    ...person,
    chat: chatOf(service, person.phone),
    boletos,
    remittances,
    /** The cut-off's job, as the queue runs it every five minutes. */
    cutsOff: () => makeDueRemittances(service.app.deps),
    /** The bank's return file comes in. */
    async returns(title: Omit<BankTitle, "nossoNumero">, of = 0) {
      const boleto = (await boletos())[of];
      const sent = (await remittances()).flatMap(({ titles }) => titles)[of];
      const bytes = writeReturn(
        code,
        [{ nossoNumero: boleto?.nossoNumero ?? "", reference: sent?.P?.use ?? "", cents: 10_000, ...title }],
        { nsa: ++nsa },
      );
      return applyReturn(service.app.deps, { name: `retorno-${nsa}.ret`, bytes });
    },
  };
}

const paid = { movement: "06", paid: 10_000, occurred: "2026-11-26", credited: "2026-11-27" };

describe("a bank by file, from oi to paid", () => {
  it.each(fileBanks)("%s", async (code) => {
    const person = await personAt("2026-11-24 14:02", code);
    const { chat } = person;
    await chat.tells("oi", "1");
    chat.sees("Fica pronto *amanhã, 25/11*");
    await person.cutsOff();
    expect(await person.remittances()).toEqual([]);

    service.isOffUntil("2026-11-24 18:02");
    await person.cutsOff();
    await person.cutsOff();
    const files = await person.remittances();
    expect(files).toHaveLength(1);
    const [boleto] = await person.boletos();
    expect(files[0]).toMatchObject({
      bank: code,
      nsa: 1,
      kept: 1,
      titles: [{ P: { movement: "01", due: "10122026" } }],
    });
    expect(files[0]?.titles[0]?.P?.nossoNumero).toContain(boleto?.nossoNumero);

    service.isOffUntil("2026-11-25 08:00");
    await service.runJobs();
    chat.listens();
    chat.hearsNothing();
    const registered = await person.returns({ movement: "02" });
    expect(registered.titles[0]?.action).toContain("registra");
    chat.listens();
    chat.sees("já pode ser pago");
    chat.sees(boleto?.linhaDigitavel ?? "");

    const money = await person.returns(paid);
    expect(money.titles[0]?.action).toBe("registra o pagamento");
    chat.listens();
    chat.sees("Recebemos o pagamento");
    expect((await person.boletos()).map(({ status }) => status)).toEqual(["paid"]);
    const payments = await service.app.prisma.payment.findMany({ where: { boletoId: boleto?.id ?? "" } });
    expect(payments).toMatchObject([{ amountCents: 10_000n, outcome: "settled" }]);
    expect(await person.remittances()).toHaveLength(1);
  });
});

describe("what a remessa asks for", () => {
  it("after the cut-off waits for the next one, and the promise says so", async () => {
    const person = await personAt("2026-11-24 18:30");
    await person.chat.tells("oi", "1");
    person.chat.sees(/Fica pronto \*[^*]*26\/11\*/);
    await person.cutsOff();
    expect(await person.remittances()).toEqual([]);
    service.isOffUntil("2026-11-25 18:01");
    await person.cutsOff();
    expect(await person.remittances()).toHaveLength(1);
  });

  it("made by two at once is made once, and numbers have no gap", async () => {
    const one = await personAt("2026-11-24 10:00");
    await one.chat.tells("oi", "1");
    service.isOffUntil("2026-11-24 18:05");
    await Promise.all([one.cutsOff(), one.cutsOff(), one.cutsOff()]);
    expect((await one.remittances()).map(({ nsa }) => nsa)).toEqual([1]);
  });

  it("taken back before any remessa, a boleto is in none; after it, the next one takes it back until the bank does", async () => {
    const person = await personAt("2026-11-25 09:00", "756", { banks: ["341"] });
    const { chat } = person;
    await chat.tells("oi", "1", "sicoob");
    await service.runJobs();
    await chat.tells("trocar", "itau", "não");
    await service.runJobs();
    const [first] = await person.boletos();
    expect(first?.status).toBe("cancelled");
    service.isOffUntil("2026-11-25 18:05");
    await person.cutsOff();
    expect(await person.remittances()).toEqual([]);

    const other = await personAt("2026-11-25 19:00");
    await other.chat.tells("oi", "1");
    service.isOffUntil("2026-11-26 18:05");
    await other.cutsOff();
    const [living] = await other.boletos();
    await service.app.prisma.boleto.update({
      where: { id: living?.id ?? "" },
      data: { status: "cancelling", cancellingSince: service.clock() },
    });
    await other.cutsOff();
    expect(await other.remittances()).toHaveLength(1);
    // It asked after that day's cut-off.
    service.isOffUntil("2026-11-27 18:05");
    await other.cutsOff();
    await other.cutsOff();
    expect((await other.remittances())[1]?.titles).toMatchObject([{ P: { movement: "02" }, Q: { movement: "02" } }]);

    const refused = await other.returns({ movement: "26", reasons: ["60"] });
    expect(refused.titles[0]?.action).toContain("a baixa vai de novo na próxima remessa");
    service.isOffUntil("2026-11-30 18:05");
    await other.cutsOff();
    expect((await other.remittances()).map(({ nsa, titles }) => [nsa, titles[0]?.P?.movement])).toEqual([
      [1, "01"],
      [2, "02"],
      [3, "02"],
    ]);
    await other.returns({ movement: "09", reasons: ["10"] });
    expect((await other.boletos()).map(({ status }) => status)).toEqual(["cancelled"]);
  });

  it("what does not fit into the bank's file is refused at once, while another bank can be chosen", async () => {
    const person = await personAt("2026-12-01 09:00", "756", {
      banks: ["341"],
      subscriber: { address: "Rua sem CEP, 1", postalCode: null },
    });
    await person.chat.tells("oi", "1", "sicoob");
    await person.chat.waits(1, "minutes");
    person.chat.sees("Não deu para fazer o boleto no Sicoob");
    const [boleto] = await person.boletos();
    expect(boleto).toMatchObject({ status: "rejected", bankReason: expect.stringContaining("CEP do pagador") });
  });

  it("has a due date moved when the ERP asks, and the subscriber gets the new code once the bank has done it", async () => {
    const person = await personAt("2026-12-01 10:00");
    const { chat } = person;
    await chat.tells("oi", "1");
    service.isOffUntil("2026-12-01 18:05");
    await person.cutsOff();
    await person.returns({ movement: "02" });
    const [before] = await person.boletos();
    const ask = (dueDate: string) =>
      reportBoleto(service.app.deps, before?.id ?? "", { status: "payable", dueDate: isoDate(dueDate) });
    await expect(ask("2026-12-01")).rejects.toThrow("esperada uma data depois de hoje");
    await ask("2026-12-21");
    service.isOffUntil("2026-12-02 18:05");
    await person.cutsOff();
    await person.cutsOff();
    const files = await person.remittances();
    expect(files.map(({ titles }) => titles[0]?.P)).toMatchObject([
      { movement: "01", due: "10122026" },
      { movement: "06", due: "21122026" },
    ]);
    expect((await person.boletos())[0]).toMatchObject({ linhaDigitavel: before?.linhaDigitavel });
    chat.listens();
    const moved = await person.returns({ movement: "14", due: "2026-12-21" });
    expect(moved.titles[0]?.action).toContain("muda o vencimento");
    chat.listens();
    chat.sees("O vencimento do seu boleto mudou para *21/12/2026*");
    const [after] = await person.boletos();
    expect(after).toMatchObject({ dueDate: new Date("2026-12-21"), dueDateAsked: null, status: "payable" });
    expect(after?.linhaDigitavel).not.toBe(before?.linhaDigitavel);
    chat.sees(after?.linhaDigitavel ?? "");

    await ask("2026-12-28");
    service.isOffUntil("2026-12-03 18:05");
    await person.cutsOff();
    const refused = await person.returns({ movement: "30", reasons: ["16"] });
    expect(refused.titles[0]?.action).toContain("o vencimento fica como estava");
    expect((await person.boletos())[0]).toMatchObject({ dueDate: new Date("2026-12-21"), dueDateAsked: null });
    await person.cutsOff();
    expect(await person.remittances()).toHaveLength(3);
  });
});

describe("what a return file says", () => {
  async function registered(local = "2026-12-03 10:00", code: LayoutBankCode = "756") {
    const person = await personAt(local, code, { invoices: [{ due: "2026-12-15" }] });
    await person.chat.tells("oi", "1");
    service.isOffUntil(local.replace(/ .*/, " 18:05"));
    await person.cutsOff();
    return person;
  }

  it("refused: the reason is kept for the operator, and the subscriber is told", async () => {
    const person = await registered();
    await person.returns({ movement: "03", reasons: ["48", "46"] });
    person.chat.listens();
    person.chat.sees("Não deu para fazer o boleto no Sicoob");
    expect((await person.boletos())[0]).toMatchObject({
      status: "rejected",
      bankReason: "Entrada rejeitada; 48 CEP inválido; 46 CPF ou CNPJ do pagador inválido",
    });
  });

  it("twice the same file changes nothing; the same payment in another file is not a second one; a second one is", async () => {
    const person = await registered("2026-12-03 11:00");
    const [boleto] = await person.boletos();
    const title = { nossoNumero: boleto?.nossoNumero ?? "", cents: 10_000, ...paid };
    const apply = (titles: BankTitle[], nsa: number) =>
      applyReturn(service.app.deps, { name: "r.ret", bytes: writeReturn("756", titles, { nsa }) });
    const registeredToo = { ...title, movement: "02", paid: 0 };
    expect((await apply([registeredToo, title], 900)).applied).toBe(true);
    const again = await apply([registeredToo, title], 900);
    expect(again).toMatchObject({ applied: false, appliedBefore: expect.any(Date) });
    expect(again.titles.map(({ action }) => action)).toEqual(Array(2).fill("nada: este arquivo já foi aplicado"));
    expect((await apply([title], 901)).titles[0]?.action).toBe("nada: este pagamento já foi registrado");
    const twice = await apply([title, { ...title, movement: "17" }], 902);
    expect(twice.titles.map(({ action }) => action)).toEqual([
      "nada: este pagamento já foi registrado",
      "registra o pagamento",
    ]);
    const payments = await service.app.prisma.payment.findMany({
      where: { boletoId: boleto?.id ?? "" },
      orderBy: { createdAt: "asc" },
    });
    expect(payments.map(({ outcome }) => outcome)).toEqual(["settled", "devolver_ou_creditar"]);
  });

  it("with anything wrong in it nothing of it is applied, and the operator is told by line", async () => {
    const person = await registered("2026-12-03 12:00");
    const [boleto] = await person.boletos();
    const title = { nossoNumero: boleto?.nossoNumero ?? "", cents: 10_000 };
    const bytes = writeReturn("756", [
      { ...title, movement: "02" },
      { ...title, ...paid },
    ]);
    bytes.write("X", 242 * 5 + 80, "latin1");
    const report = await applyReturn(service.app.deps, { name: "r.ret", bytes });
    expect(report).toMatchObject({ applied: false, problems: [{ line: 6 }] });
    expect((await person.boletos())[0]?.status).toBe("registering");
    expect((await service.eventsOf("return.refused")).at(-1)?.data).toMatchObject({
      name: "r.ret",
      problems: [{ line: 6 }],
    });
  });

  it("tried out, it says all it would do and changes nothing", async () => {
    const person = await registered("2026-12-03 13:00");
    const [boleto] = await person.boletos();
    const title = { nossoNumero: boleto?.nossoNumero ?? "", cents: 10_000 };
    const bytes = writeReturn("756", [
      { ...title, movement: "02" },
      { ...title, ...paid },
      { ...title, movement: "09", reasons: ["10"] },
      { ...title, nossoNumero: "9999999", movement: "06", paid: 1, occurred: "2026-12-01" },
    ]);
    const report = await applyReturn(service.app.deps, { name: "r.ret", bytes, dryRun: true });
    expect(report.titles.map(({ action }) => action)).toEqual([
      "registra: já pode ser pago, e o assinante é avisado",
      "registra o pagamento",
      "nada: o boleto já está pago",
      "nada: o título não é do Faturabot",
    ]);
    expect((await person.boletos())[0]?.status).toBe("registering");
    expect((await applyReturn(service.app.deps, { name: "r.ret", bytes })).titles.map(({ action }) => action)).toEqual(
      report.titles.map(({ action }) => action),
    );
    expect((await person.boletos())[0]?.status).toBe("paid");
  });

  it("a baixa that nobody asked for closes the boleto, one by prazo expires it, and an undone payment is told", async () => {
    const person = await registered("2026-12-04 10:00", "104");
    await person.returns({ movement: "02" });
    await person.returns({ movement: "47", reasons: ["04"] });
    const [boleto] = await person.boletos();
    expect(boleto?.status).toBe("payable");
    expect((await service.eventsOf("boleto.bank-reported")).at(-1)?.data).toMatchObject({
      boletoId: boleto?.id,
      movement: "47",
      words: "Liquidação on-line desfeita",
    });
    await person.returns({ movement: "09", reasons: ["13"] });
    expect((await person.boletos())[0]?.status).toBe("expired");
    const other = await registered("2026-12-04 11:00");
    await other.returns({ movement: "09", reasons: ["09"] });
    expect((await other.boletos())[0]).toMatchObject({
      status: "cancelled",
      bankReason: expect.stringContaining("Baixa"),
    });
  });

  it("two accounts with one nosso número are told apart by our reference, and never guessed", async () => {
    const one = await registered("2026-12-04 12:00");
    const [boleto] = await one.boletos();
    const two = await registered("2026-12-04 13:00");
    const { nossoNumero = "", slip } = boleto ?? {};
    const [twin] = await two.boletos();
    await service.app.prisma.boleto.update({
      where: { id: twin?.id ?? "" },
      data: { nossoNumero, slip: slip as object },
    });
    const title = { nossoNumero: nossoNumero ?? "", movement: "02" };
    const blind = await applyReturn(service.app.deps, { name: "x", bytes: writeReturn("756", [title], { nsa: 77 }) });
    expect(blind.problems).toEqual([{ line: 3, message: expect.stringContaining("mais de um boleto") }]);
    await two.returns({ movement: "02" });
    expect((await two.boletos())[0]?.status).toBe("payable");
    expect((await one.boletos())[0]?.status).toBe("registering");
  });

  it("a remessa that Caixa refused as a whole is told by its number, and its titles go into the next one", async () => {
    const person = await personAt("2026-12-08 10:00", "104", { invoices: [{ due: "2026-12-21" }] });
    const account = { agencia: "0501", beneficiario: "654321" };
    await service.app.prisma.bankWallet.update({ where: { id: person.bankIds[0] ?? "" }, data: { account } });
    await person.chat.tells("oi", "1");
    service.isOffUntil("2026-12-08 18:05");
    await person.cutsOff();
    const bytes = writeReply("5", 1, { agencia: "501", code: "654321" });
    const apply = (dryRun = false) => applyReturn(service.app.deps, { name: "pre.ret", bytes, dryRun });
    expect((await apply(true)).notes.at(-1)?.message).toBe("os títulos dela voltariam para a próxima remessa");
    const { applied, notes } = await apply();
    expect(applied).toBe(true);
    expect(notes.map(({ message }) => message)).toEqual([
      "a Caixa recusou a remessa 1 inteira: nenhum boleto dela existe no banco",
      "02000001 18.088 (número da remessa menor ou igual ao da remessa anterior)",
      "títulos que voltam para a próxima remessa: 1",
    ]);
    expect((await service.eventsOf("remittance.refused")).at(-1)?.data).toMatchObject({ nsa: 1, putBack: 1 });
    expect((await apply()).applied).toBe(false);
    expect((await person.boletos())[0]?.status).toBe("registering");
    service.isOffUntil("2026-12-09 18:05");
    await person.cutsOff();
    const files = await person.remittances();
    expect(files.map(({ nsa, titles }) => [nsa, titles[0]?.P?.movement])).toEqual([
      [1, "01"],
      [2, "01"],
    ]);
  });

  it("a payment of another company with our number changes nothing, in the database as well", async () => {
    const person = await registered("2026-12-09 19:00", "237");
    const [boleto] = await person.boletos();
    const title = { nossoNumero: boleto?.nossoNumero ?? "", cents: 10_000, ...paid };
    const style = { nsa: 77, document: "44556677000188" };
    const apply = (how: object) =>
      applyReturn(service.app.deps, { name: "f.ret", bytes: writeReturn("237", [title], { ...style, ...how }) });
    const report = await apply({});
    expect(report.titles[0]?.action).toMatch(/^nada: não é nosso: CPF ou CNPJ no arquivo/);
    expect(await service.app.prisma.payment.count({ where: { boletoId: boleto?.id ?? "" } })).toBe(0);
    expect(await service.app.prisma.returnFile.findFirst({ orderBy: { appliedAt: "desc" } })).toMatchObject({
      unapplied: [3],
    });
    expect(
      (await apply({ document: "12345678000195", account: { agencia: "9999", conta: "1" } })).titles[0]?.action,
    ).toMatch(/^nada: não é nosso: agência/);
    const ours = { document: "12345678000195", account: { agencia: "1234", conta: "56789" } };
    expect((await apply(ours)).titles[0]?.action).toBe("registra o pagamento");
  });

  it("asked meanwhile, the subscriber hears what is so", async () => {
    const person = await registered("2026-12-07 10:00");
    await person.chat.says("não encontrado");
    await service.runJobs();
    person.chat.listens();
    person.chat.sees("O Sicoob ainda está registrando seu boleto");
    await person.returns({ movement: "02" });
    person.chat.listens();
    // Within half a minute the bank is not asked again.
    await person.chat.waits(1, "minutes");
    await person.chat.says("já paguei");
    await service.runJobs();
    person.chat.listens();
    person.chat.sees("ainda não informou o pagamento");
  });
});
