import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { addDays, isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { startBankService } from "../../support/start-bank-service.ts";

let inter: Awaited<ReturnType<typeof startBankService<"inter">>>;
beforeAll(async () => {
  inter = await startBankService("inter", "2026-11-24 09:00");
});
afterAll(() => inter.stop());
const usual = { nulls: false, listLagMs: 3 * 60_000, repeat: { status: 409, detail: "Cobrança já solicitada." } };
afterEach(() => {
  Object.assign(inter.standIn.rules, usual);
  inter.standIn.chaos(undefined);
});

const boletoOf = (invoiceId = "") => inter.service.app.prisma.boleto.findFirstOrThrow({ where: { invoiceId } });

describe("Inter", () => {
  it("gives codes that are no UUIDs and null for what is not there, and the boleto is payable all the same", async () => {
    inter.standIn.rules.nulls = true;
    const { chat, invoiceIds } = await inter.person();
    await chat.tells("oi", "1", "inter");
    await chat.waits(8, "minutes");
    chat.sees("já pode ser pago");
    const { bankReference, pixCopiaECola } = await boletoOf(invoiceIds[0]);
    expect(bankReference).toBe(inter.standIn.titles.at(-1)?.id);
    expect(pixCopiaECola).toContain("br.gov.bcb.pix");
  });

  it("may say a state that nobody knows: nothing is decided, its code is kept, and the next known one counts", async () => {
    const { chat, invoiceIds } = await inter.person();
    await chat.tells("oi", "1", "inter");
    await inter.service.runJobs();
    const title = inter.standIn.titles.at(-1);
    if (title) title.situacao = "EM_ANALISE";
    await inter.service.app.prisma.boleto.updateMany({
      where: { invoiceId: invoiceIds[0] ?? "" },
      data: { bankReference: null },
    });
    await chat.waits(10, "minutes");
    expect(await boletoOf(invoiceIds[0])).toMatchObject({ status: "registering", bankReference: title?.id });
    delete title?.situacao;
    await chat.waits(10, "minutes");
    chat.sees("já pode ser pago");
  });

  it.each([
    { status: 409, detail: "Cobrança já solicitada." },
    { status: 400, detail: "Requisição duplicada." },
  ])(
    "refuses a repeat with %j: the boleto whose answer was lost is found, however late the list is",
    async (repeat) => {
      const { rules, titles } = inter.standIn;
      Object.assign(rules, { repeat, listLagMs: 20 * 60_000 });
      const entered = titles.length;
      const { chat, invoiceIds } = await inter.person();
      inter.standIn.fault("lost");
      await chat.tells("oi", "1", "inter");
      await chat.waits(29, "minutes");
      chat.sees("já pode ser pago");
      chat.seesNot("Não deu para fazer o boleto");
      expect((await boletoOf(invoiceIds[0])).status).toBe("payable");
      expect(titles).toHaveLength(entered + 1);
    },
  );

  it("gets nothing again within half an hour, though its list stays silent", async () => {
    const { titles, wires, rules } = inter.standIn;
    rules.listLagMs = 40 * 60_000;
    const posts = () => wires.filter(({ method, path }) => method === "POST" && path.endsWith("/cobrancas")).length;
    const [entered, before] = [titles.length, posts()];
    const { chat } = await inter.person();
    inter.standIn.fault("lost");
    await chat.tells("oi", "1", "inter");
    await chat.waits(31, "minutes");
    expect([titles.length - entered, posts() - before]).toEqual([1, 1]);
  });

  it("is not asked for more days than it takes, and nobody is promised more", async () => {
    const { chat, invoiceIds, bankIds } = await inter.person();
    await inter.service.app.prisma.bankWallet.update({ where: { id: bankIds[0] ?? "" }, data: { daysAfterDue: 90 } });
    await chat.tells("oi", "1", "inter");
    await inter.service.runJobs();
    const { dueDate, payableUntil } = await boletoOf(invoiceIds[0]);
    expect(payableUntil.getTime() - dueDate.getTime()).toBe(60 * 86_400_000);
    const sent = inter.standIn.wires.findLast(({ method, path }) => method === "POST" && path.endsWith("/cobrancas"));
    expect(sent?.body).toMatchObject({ numDiasAgenda: 60 });
  });

  it("lists what was paid on a day, of every system, over all pages, with the amount and the day", async () => {
    const { titles, rules, becomes } = inter.standIn;
    const { chat, bankIds } = await inter.person();
    await chat.tells("oi", "1", "inter");
    await chat.waits(8, "minutes");
    const ours = titles.at(-1);
    if (!ours) throw new Error("No charge");
    becomes(ours.seuNumero, "RECEBIDO", "100.07");
    rules.listLagMs = 0;
    const at = inter.service.clock().getTime();
    const others = Array.from({ length: 1500 }, (_, index) => ({
      ...ours,
      id: `other-${index}`,
      seuNumero: `OTHER${index}`,
      situacao: "RECEBIDO",
      situacaoAt: at - 86_400_000,
      paid: "50.00",
    }));
    titles.push(...others, { ...ours, id: "open", seuNumero: "OPEN", situacao: "A_RECEBER" });
    delete titles.at(-1)?.paid;
    const { deps, storage } = inter.service.app;
    const wallet = await storage.transaction((records) => records.bankWallet(bankIds[0] ?? ""));
    const today = isoDate("2026-11-24");
    const day = addDays(isoDate(new Date(at - 3 * 3_600_000).toISOString().slice(0, 10)), 0);
    const list =
      wallet && (await deps.registrarOf(wallet).payments?.({ from: addDays(today, -2), to: addDays(day, 1) }));
    titles.splice(titles.indexOf(ours) + 1);
    if (list?.kind !== "payments") throw new Error("No list");
    expect(list.payments).toHaveLength(1501);
    expect(list.payments[0]).toEqual({
      bankReference: ours.id,
      reference: ours.seuNumero,
      nossoNumero: ours.nossoNumero.replace(/^0+/, ""),
      amountCents: 10_007,
      paidOn: day,
      ofTitle: true,
    });
    expect(list.payments[1]).toMatchObject({ reference: "OTHER0", amountCents: 5000, paidOn: addDays(day, -1) });
  });
});
