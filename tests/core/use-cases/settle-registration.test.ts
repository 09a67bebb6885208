import { describe, expect, it } from "vitest";
import { startState } from "../../../src/core/conversation/state.ts";
import { settleRegistration } from "../../../src/core/use-cases/boletos/settle-registration.ts";
import { bank, boleto, createWorld, minutes, numbersOf, start } from "./world.ts";

const choosing = {
  ...{ step: "choose-bank", list: 7, misunderstood: 0, invoiceId: "i2" },
  offers: [{ bankWalletId: "caixa", bankCode: "104", name: "Caixa" }],
} as const;

/** Chats 1 and 2 were promised the boleto, 3 was not. */
function registering(more: Parameters<typeof boleto>[1] = {}) {
  const world = createWorld();
  world.enterBoleto(boleto("b1", more), ["1", "2"]);
  const says = (answer: Parameters<typeof settleRegistration>[2]) => settleRegistration(world.deps, "b1", answer);
  return { ...world, says };
}

describe("a boleto that its bank has", () => {
  it("goes to every chat that was promised it and to no other, once, however often the bank says so", async () => {
    const world = registering();
    await world.says({ kind: "registered" });
    await world.says({ kind: "registered" });
    expect(world.boleto("b1")).toMatchObject({ status: "payable", unconfirmed: false, payableAt: start });
    for (const chatId of ["1", "2"]) {
      expect(world.told(chatId)[0]).toMatch(/^✅ Seu boleto do Itaú já pode ser pago/);
      expect(world.told(chatId)[1]).toBe(world.boleto("b1")?.linhaDigitavel);
      expect(world.messages(chatId).map(({ reply }) => reply.handsOver)).toEqual(["b1", "b1", "b1"]);
    }
    expect(world.told("3")).toEqual([]);
    expect(world.events()).toEqual(["boleto.payable"]);
  });

  it("becomes what the talk is about, but not where somebody chooses from a list: its numbers stay what they are", async () => {
    const world = registering();
    world.enterChat("2", { state: choosing });
    await world.says({ kind: "registered" });
    expect(world.stateOf("1")).toMatchObject({ step: "has-boleto", invoiceId: "i1", boletoId: "b1" });
    expect(world.stateOf("2")).toEqual(choosing);
    expect(world.told("2")).toHaveLength(3);
  });

  it("brings its PIX to whoever asked for that before, and only the hint to the others", async () => {
    const world = registering({ pixCopiaECola: "00020126580014br.gov.bcb.pix" });
    const state = { step: "has-boleto", list: 1, misunderstood: 0, invoiceId: "i1", boletoId: "b1", wantsPix: true };
    const { wantsPix, ...other } = state;
    world.enterChat("1", { state: other });
    world.enterChat("2", { state });
    await world.says({ kind: "registered" });
    expect(world.told("1")).not.toContain("00020126580014br.gov.bcb.pix");
    expect(world.told("1").at(-1)).toMatch(/Prefere pagar por PIX/);
    expect(world.told("2")).toContain("00020126580014br.gov.bcb.pix");
  });

  it("can be tried, and is called unconfirmed, once the window of a bank is over that cannot tell", async () => {
    const world = registering();
    await world.says({ kind: "cannot-tell" });
    expect(world.told("1")).toEqual([]);
    world.goTo(minutes(30));
    await world.says({ kind: "cannot-tell" });
    expect(world.boleto("b1")).toMatchObject({ status: "payable", unconfirmed: true });
    expect(world.told("1")[0]).toMatch(/^O prazo do banco terminou/);
  });

  it("wakes nobody where the bank took hours: told at 08:00, and the delivery is in the queue for then", async () => {
    const world = registering();
    world.goTo(new Date("2026-11-25T02:00:00Z"));
    await world.says({ kind: "registered" });
    const morning = new Date("2026-11-25T11:00:00Z");
    expect(world.messages("1").map(({ dueAt }) => dueAt)).toEqual([morning, morning, morning]);
    expect(world.lastJob()).toMatchObject({ job: { name: "deliver" }, startAfter: morning });
  });

  it("keeps the name that the bank gave it first", async () => {
    const world = registering();
    await world.says({ kind: "processing", bankReference: "A-1" });
    await world.says({ kind: "registered", bankReference: "A-2" });
    expect(world.boleto("b1")?.bankReference).toBe("A-1");
  });

  it("of a bank that numbers by itself is payable with the bank's numbers, and waits as long as there are none", async () => {
    const world = registering();
    const { nossoNumero, campoLivre, codigoBarras, linhaDigitavel, ...unnumbered } = boleto("b1");
    world.memory.tables.boletos.set("b1", unnumbered);
    await world.says({ kind: "registered" });
    expect(world.boleto("b1")?.status).toBe("registering");
    const title = numbersOf(bank("itau"), 77);
    await world.says({ kind: "registered", title });
    expect(world.boleto("b1")).toMatchObject({ status: "payable", linhaDigitavel: title.linhaDigitavel });
    expect(world.told("1")[1]).toBe(title.linhaDigitavel);
  });
});

describe("a boleto that the bank entered with another amount", () => {
  it("is shown to nobody and taken back; a person is called, and another bank is chosen", async () => {
    const world = registering();
    await world.says({ kind: "registered", title: numbersOf(bank("itau"), 901, 109_900) });
    expect(world.boleto("b1")?.status).toBe("cancelling");
    expect(world.boleto("b1")?.bankReason).toMatch(/^valor no código de barras/);
    expect(world.jobs()).toContain("cancel-boleto");
    expect(world.memory.tables.attendances.map(({ chatId }) => chatId)).toEqual(["1", "2"]);
    expect(world.messages("1").map(({ reply }) => reply.handsOver)).toEqual([undefined]);
    expect(world.stateOf("1")).toMatchObject({ step: "choose-bank", offers: [{ bankWalletId: "caixa" }] });
  });
});

describe("a boleto that its bank refuses", () => {
  it("is over; everybody who waits chooses among the other banks, once", async () => {
    const world = registering();
    await world.says({ kind: "refused", reason: "CEP" });
    await world.says({ kind: "refused", reason: "CEP" });
    expect(world.boleto("b1")).toMatchObject({ status: "rejected", bankReason: "CEP", closedAt: start });
    expect(world.invoice()?.choice.reopened).toBe(true);
    for (const chatId of ["1", "2"]) {
      expect(world.told(chatId)).toEqual([
        expect.stringMatching(/^Não deu para fazer o boleto no Itaú.*\n1\. Caixa\n/),
      ]);
      expect(world.stateOf(chatId)).toMatchObject({ step: "choose-bank", list: 1, invoiceId: "i1" });
    }
    expect(world.events()).toEqual(["boleto.rejected"]);
  });

  it("opens the choice again where it had closed at that bank", async () => {
    const world = registering();
    const row = world.invoice();
    if (row?.wallet)
      world.enterInvoices({ ...row, wallet: { ...row.wallet, lockDays: 30, defaultBankWalletId: "itau" } });
    await world.says({ kind: "refused", reason: "CEP" });
    expect(world.stateOf("1")).toMatchObject({ step: "choose-bank", offers: [{ bankWalletId: "caixa" }] });
  });

  it("leads to a person where there is no other bank", async () => {
    const world = registering();
    world.enterBanks(bank("caixa", { active: false }));
    await world.says({ kind: "closed", reason: "baixado" });
    expect(world.told("1")).toEqual([expect.stringMatching(/Uma pessoa da equipe já foi avisada/)]);
    expect(world.stateOf("1")).toBeNull();
  });

  it("leaves the list that somebody is choosing from alone", async () => {
    const world = registering();
    world.enterChat("1", { state: choosing });
    await world.says({ kind: "refused", reason: "CEP" });
    expect(world.told("1")).toEqual([expect.stringMatching(/digite \*menu\* e abra essa fatura de novo/)]);
    expect(world.stateOf("1")).toEqual(choosing);
  });

  it("at night shows its list in the morning, and none can be chosen from before", async () => {
    const world = registering();
    world.goTo(new Date("2026-11-25T02:00:00Z"));
    await world.says({ kind: "refused", reason: "CEP" });
    expect(world.messages("1")[0]?.dueAt).toEqual(new Date("2026-11-25T11:00:00Z"));
    expect(world.stateOf("1")).toEqual({ ...startState, list: 1, subscriberId: "maria" });
  });
});

describe("a boleto that its bank is not done with", () => {
  it("is asked for again, and nobody hears of it within the window", async () => {
    const world = registering({ callingUntil: minutes(1) });
    await world.says({ kind: "processing" });
    expect(world.told("1")).toEqual([]);
    expect(world.boleto("b1")).toMatchObject({ status: "registering", lookUps: 1, nextLookUpAt: minutes(30) });
    expect(world.boleto("b1")).not.toHaveProperty("callingUntil");
    expect(world.lastJob()).toMatchObject({
      job: { name: "register-boleto", boletoId: "b1" },
      startAfter: minutes(30),
    });
  });

  it("is told to be slow when the window is over, once", async () => {
    const world = registering();
    for (const minute of [30, 40, 60]) {
      world.goTo(minutes(minute));
      await world.says({ kind: "unknown" });
    }
    expect(world.told("1")).toEqual(["O banco está demorando. Assim que sair eu mando aqui."]);
    expect(world.told("3")).toEqual([]);
  });

  it("is told at once where the bank has trouble, once, and is asked when the bank may be asked", async () => {
    const world = registering();
    await world.says({ kind: "in-trouble", retryAt: minutes(3) });
    expect(world.lastJob()?.startAfter).toEqual(minutes(3));
    world.goTo(minutes(31));
    await world.says({ kind: "in-trouble", retryAt: minutes(41) });
    expect(world.told("1")).toEqual([expect.stringMatching(/^O Itaú está com problema agora/)]);
  });

  it("is the operator's to call after a day, said once", async () => {
    const world = registering();
    for (const minute of [24 * 60 - 1, 24 * 60, 25 * 60]) {
      world.goTo(minutes(minute));
      await world.says({ kind: "processing" });
    }
    expect(world.events()).toEqual(["boleto.late"]);
  });
});

describe("a boleto that was paid before its bank said that it has it", () => {
  it("settles its invoice, and everybody hears of the money instead of the boleto", async () => {
    const world = registering();
    await world.says({ kind: "paid", amountCents: 10_990, paidOn: boleto("b1").dueDate });
    expect(world.boleto("b1")?.status).toBe("paid");
    expect(world.invoice()?.invoice.status).toBe("paid");
    expect(world.told("1")).toEqual([expect.stringMatching(/^✅ Recebemos o pagamento/)]);
  });
});
