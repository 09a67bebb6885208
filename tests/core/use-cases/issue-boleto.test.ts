import { describe, expect, it } from "vitest";
import { type IssueRequest, issueBoleto } from "../../../src/core/use-cases/boletos/issue-boleto.ts";
import { bank, boleto, createWorld, invoice, minutes, numbersOf, start } from "./world.ts";

function asking() {
  const world = createWorld();
  const issue = (more: Partial<IssueRequest> = {}) =>
    world.run((records) =>
      issueBoleto(records, { invoiceId: "i1", bankWalletId: "itau", now: world.clock.now(), demo: false, ...more }),
    );
  return { ...world, issue };
}

describe("a new boleto", () => {
  it("is promised to the chat that asked, stays with its bank and is the bank's to register, all at once", async () => {
    const world = asking();
    const card = await world.issue({ chatId: "1" });
    expect(card).toMatchObject({ boletoId: "b1", status: "registering", amountCents: 10_990, dueDate: "2026-12-10" });
    expect(world.boleto("b1")).toMatchObject({
      promisedAt: minutes(30),
      nextLookUpAt: start,
      payableUntil: "2027-02-07",
    });
    expect(world.memory.tables.watchers).toEqual([{ boletoId: "b1", chatId: "1" }]);
    expect(world.invoice()?.choice.lockedBankWalletId).toBe("itau");
    expect(world.memory.tables.jobs).toMatchObject([{ job: { name: "register-boleto", boletoId: "b1" } }]);
    expect(world.memory.tables.events).toMatchObject([
      { type: "boleto.issued", data: { invoiceId: "I1", boletoId: "b1", bankCode: "341" } },
    ]);
  });

  it("has the next nosso número of its bank, and no number is given out twice", async () => {
    const world = asking();
    world.enterInvoices(invoice("i2"), invoice("i3"));
    for (const invoiceId of ["i1", "i2", "i3"]) await world.issue({ invoiceId });
    const numbers = ["b1", "b2", "b3"].map((id) => world.boleto(id)?.nossoNumero);
    expect(numbers).toEqual([1, 2, 3].map((sequence) => numbersOf(bank("itau"), sequence).nossoNumero));
  });

  it("passes over a number that another system has given out", async () => {
    const world = asking();
    const { campoLivre } = numbersOf(bank("itau"), 1);
    world.enterBoleto(boleto("b7", { invoiceId: "i9", status: "paid", campoLivre }));
    await world.issue();
    expect(world.boleto("b2")?.nossoNumero).toBe(numbersOf(bank("itau"), 2).nossoNumero);
  });

  it("of a bank that numbers by itself takes none of the range", async () => {
    const world = asking();
    world.enterBanks(bank("itau", { bankNumbers: true }));
    await world.issue();
    expect(world.boleto("b1")).not.toHaveProperty("linhaDigitavel");
    expect(world.memory.tables.bankWallets.get("itau")?.nossoNumero.next).toBe(1);
  });

  it("is not to be had of a bank that is not on offer, nor of an invoice that is not open: nothing is used up", async () => {
    const world = asking();
    world.enterBanks(bank("itau", { active: false }));
    world.enterInvoices(invoice("i2", { status: "contestada" }));
    expect(await world.issue()).toBeUndefined();
    expect(await world.issue({ invoiceId: "i2", bankWalletId: "caixa" })).toBeUndefined();
    expect(await world.issue({ invoiceId: "i404" })).toBeUndefined();
    expect(world.memory.tables.boletos.size).toBe(0);
    expect(world.memory.tables.bankWallets.get("caixa")?.nossoNumero.next).toBe(1);
  });
});

describe("an invoice with a living boleto", () => {
  it("gives that one, whichever bank is asked, and promises it to whoever asks while it is registered", async () => {
    const world = asking();
    world.enterBoleto(boleto("b1"), ["1"]);
    expect((await world.issue({ chatId: "2" }))?.boletoId).toBe("b1");
    expect((await world.issue({ chatId: "3", bankWalletId: "caixa" }))?.boletoId).toBe("b1");
    expect((await world.issue({ chatId: "3" }))?.boletoId).toBe("b1");
    expect(world.memory.tables.watchers.map(({ chatId }) => chatId)).toEqual(["1", "2", "3"]);
    expect(world.memory.tables.boletos.size).toBe(1);
  });

  it("promises nothing of one that can be paid: it was handed over", async () => {
    const world = asking();
    world.enterBoleto(boleto("b1", { status: "payable" }));
    expect((await world.issue({ chatId: "1" }))?.status).toBe("payable");
    expect(world.memory.tables.watchers).toEqual([]);
  });

  it("gives a new one in its place where that was confirmed, and the bank takes the old one back", async () => {
    const world = asking();
    world.enterBoleto(boleto("b1", { status: "payable" }), ["1"]);
    expect((await world.issue({ chatId: "1", bankWalletId: "caixa", replacing: "b1" }))?.boletoId).toBe("b2");
    expect(world.boleto("b1")).toMatchObject({ status: "cancelling", cancellingSince: start });
    expect(world.boleto("b2")).toMatchObject({ status: "registering", bankWalletId: "caixa" });
    expect(world.jobs()).toEqual(["cancel-boleto", "register-boleto"]);
  });

  it("keeps the old one where another one lives by then, or where it is the same bank", async () => {
    const world = asking();
    world.enterBoleto(boleto("b2"), []);
    expect((await world.issue({ bankWalletId: "caixa", replacing: "b1" }))?.boletoId).toBe("b2");
    expect((await world.issue({ bankWalletId: "itau", replacing: "b2" }))?.boletoId).toBe("b2");
    expect(world.boleto("b2")?.status).toBe("registering");
  });

  it("tells the other chats that were promised the old one, and promises them the new one; not the one that chose", async () => {
    const world = asking();
    world.enterBoleto(boleto("b1"), ["1", "2"]);
    await world.issue({ chatId: "1", bankWalletId: "caixa", replacing: "b1" });
    expect(world.told("1")).toEqual([]);
    expect(world.told("2")).toEqual([expect.stringMatching(/Jogue fora o \*Itaú\*. Vale só o \*Caixa\*|Jogue fora/)]);
    const promised = world.memory.tables.watchers.filter(({ boletoId }) => boletoId === "b2");
    expect(promised.map(({ chatId }) => chatId)).toEqual(["1", "2"]);
  });

  it("keeps it where the new one cannot be made: the old one is not half taken back", async () => {
    const world = asking();
    const { campoLivre } = numbersOf(bank("caixa"), 1);
    world.enterBanks(bank("caixa", { nossoNumero: { from: 1, to: 1, next: 1 } }));
    world.enterBoleto(boleto("b1"), ["1"]);
    world.enterBoleto(boleto("b7", { invoiceId: "i9", bankCode: "104", status: "paid", campoLivre }));
    await expect(world.issue({ bankWalletId: "caixa", replacing: "b1" })).rejects.toThrow("A faixa de nosso número");
    expect(world.boleto("b1")?.status).toBe("registering");
    expect(world.jobs()).toEqual([]);
    expect(world.events()).toEqual([]);
  });
});
