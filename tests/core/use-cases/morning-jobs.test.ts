import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { expireBoleto, expireBoletos } from "../../../src/core/use-cases/boletos/expire-boleto.ts";
import { lockChoices } from "../../../src/core/use-cases/boletos/lock-choices.ts";
import { bank, boleto, brokenAt, createWorld, invoice, numbersOf, start } from "./world.ts";

const today = isoDate("2026-11-24");
const yesterday = isoDate("2026-11-23");
const mailer = { mail: async () => {} };

describe("boletos that no bank takes any more", () => {
  it("are expired the day after their last one, not on it", async () => {
    const world = createWorld();
    world.enterBoleto(boleto("b1", { status: "payable", payableUntil: today }));
    world.enterBoleto(boleto("b2", { status: "payable", payableUntil: yesterday, invoiceId: "i2" }));
    expect(await expireBoletos(world.deps)).toBe(1);
    expect(world.boleto("b1")?.status).toBe("payable");
    expect(world.boleto("b2")).toMatchObject({ status: "expired", closedAt: start });
    expect(world.memory.tables.events).toMatchObject([{ type: "boleto.expired", data: { boletoId: "b2" } }]);
  });

  it("are only those that could be paid: what a bank is asked about goes its own way", async () => {
    const world = createWorld();
    const statuses = ["registering", "cancelling", "paid"] as const;
    for (const [index, status] of statuses.entries()) {
      world.enterBoleto(boleto(`b${index}`, { status, payableUntil: yesterday }));
      // Found payable, and no longer so under the lock.
      await world.run((records) => expireBoleto(records, `b${index}`, { today, now: start }));
    }
    expect(await expireBoletos(world.deps)).toBe(0);
    expect([0, 1, 2].map((index) => world.boleto(`b${index}`)?.status)).toEqual(statuses);
  });

  it("are all expired, page by page, also behind one that breaks, which the operator sees", async () => {
    const world = createWorld();
    for (const id of ["b1", "b2", "b3", "b4", "b5"])
      world.enterBoleto(boleto(id, { status: "payable", payableUntil: yesterday, invoiceId: id }));
    const storage = brokenAt(world.storage, (records) => ({
      lockBoleto: (id) => (id === "b2" ? Promise.reject(new TypeError("x")) : records.lockBoleto(id)),
    }));
    expect(await expireBoletos({ ...world.deps, storage }, 2)).toBe(5);
    expect(["b1", "b2", "b3", "b4", "b5"].map((id) => world.boleto(id)?.status)).toEqual([
      ...["expired", "payable", "expired", "expired", "expired"],
    ]);
    const failed = world.memory.tables.events.filter(({ type }) => type === "boleto.expire-failed");
    expect(failed).toMatchObject([{ data: { boletoId: "b2", reason: "TypeError" } }]);
  });
});

describe("invoices whose choice of bank closes", () => {
  /** Due in five days, and so is the lock. */
  const closing = (id: string, more: Parameters<typeof invoice>[1] = {}, email?: string) => {
    const row = invoice(id, { dueDate: isoDate("2026-11-29"), ...more });
    return {
      ...row,
      subscriber: { ...row.subscriber, ...(email !== undefined && { email }) },
      ...(row.wallet && { wallet: { ...row.wallet, lockDays: 5, defaultBankWalletId: "caixa" } }),
    };
  };

  it("get the boleto of their bank that morning, the wallet's own where none was chosen, and none before", async () => {
    const world = createWorld();
    world.enterInvoices(closing("i1"), closing("i2", { dueDate: isoDate("2026-11-30") }));
    expect(await lockChoices(world.deps)).toBe(1);
    expect(world.boleto("b1")).toMatchObject({ invoiceId: "i1", bankWalletId: "caixa", status: "registering" });
    expect(world.events()).toEqual(["invoice.locked", "boleto.issued"]);
    expect(await lockChoices(world.deps)).toBe(0);
  });

  it("stay with the bank that was chosen before, and with a choice that a refusal opened again", async () => {
    const world = createWorld();
    world.enterInvoices(
      { ...closing("i1"), choice: { reopened: false, lockedBankWalletId: "itau" } },
      { ...closing("i2"), choice: { reopened: true } },
    );
    expect(await lockChoices(world.deps)).toBe(1);
    expect(world.boleto("b1")).toMatchObject({ invoiceId: "i1", bankWalletId: "itau" });
  });

  it("keep a boleto that lives", async () => {
    const world = createWorld();
    world.enterInvoices(closing("i1"));
    world.enterBoleto(boleto("b1", { status: "payable" }));
    expect(await lockChoices(world.deps)).toBe(0);
    // Found without one, and it has one under the lock.
    const found = [{ id: "i1", externalId: "I1", dueDate: isoDate("2026-11-29") }];
    const storage = { ...world.storage, invoicesToLock: async () => found };
    expect(await lockChoices({ ...world.deps, storage })).toBe(0);
    expect(world.memory.tables.boletos.size).toBe(1);
    expect(world.events()).toEqual([]);
  });

  it("are mailed to whoever has an e-mail, where there is a mail server", async () => {
    const world = createWorld();
    world.enterInvoices(closing("i1", {}, "maria@example.com"), closing("i2"));
    await lockChoices({ ...world.deps, mailer });
    expect(world.boleto("b1")?.mailAt).toEqual(start);
    expect(world.boleto("b2")).not.toHaveProperty("mailAt");
    expect(world.memory.tables.jobs.filter(({ job }) => job.name === "mail-boleto")).toMatchObject([
      { job: { boletoId: "b1" } },
    ]);
    const without = createWorld();
    without.enterInvoices(closing("i1", {}, "maria@example.com"));
    await lockChoices(without.deps);
    expect(without.boleto("b1")).not.toHaveProperty("mailAt");
  });

  it("are all dealt with, page by page, also behind one that breaks: of that nothing is left but an event", async () => {
    const world = createWorld();
    const { campoLivre } = numbersOf(bank("caixa"), 1);
    world.enterBanks(bank("caixa", { nossoNumero: { from: 1, to: 1, next: 1 } }));
    world.enterBoleto(boleto("b9", { invoiceId: "i9", bankCode: "104", status: "paid", campoLivre }));
    const atItau = { choice: { reopened: false, lockedBankWalletId: "itau" } };
    world.enterInvoices(closing("i1"), { ...closing("i2"), ...atItau }, { ...closing("i3"), ...atItau });
    expect(await lockChoices(world.deps, 1)).toBe(2);
    const failed = world.memory.tables.events.filter(({ data }) => data.invoiceId === "I1");
    expect(failed).toMatchObject([{ type: "invoice.lock-failed", data: { reason: "AppError range-exhausted" } }]);
  });
});
