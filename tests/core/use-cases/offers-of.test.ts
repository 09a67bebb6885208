import { expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { offeredOf } from "../../../src/core/billing/offers/offers.ts";
import { offersOf } from "../../../src/core/use-cases/turn/offers-of.ts";
import { bank, boleto, createWorld, minutes } from "./world.ts";

async function offered(world: ReturnType<typeof createWorld>) {
  const invoiceCase = await world.run((records) => records.invoiceCase("i1"));
  return invoiceCase ? offeredOf(offersOf(invoiceCase, world.clock.now())).map(({ bankWalletId }) => bankWalletId) : [];
}

it("offers the wallet's banks in the wallet's order", async () => {
  const world = createWorld();
  const row = world.invoice();
  if (row?.wallet) world.enterInvoices({ ...row, wallet: { ...row.wallet, bankWalletIds: ["caixa", "itau"] } });
  expect(await offered(world)).toEqual(["caixa", "itau"]);
});

it("leaves out the bank that refused this invoice, or entered something else for it", async () => {
  for (const more of [{ status: "rejected" }, { status: "cancelled", bankReason: "valor" }] as const) {
    const world = createWorld();
    world.enterBoleto(boleto("b1", more));
    expect(await offered(world)).toEqual(["caixa"]);
  }
});

it("leaves out a bank by API whose payer's address is not whole, and no other one", async () => {
  const world = createWorld();
  world.enterBanks(bank("itau", { registersBy: "api" }));
  expect(await offered(world)).toEqual(["caixa"]);
  const row = world.invoice();
  const postal = { street: "Rua A, 1", district: "Centro", city: "Vale", state: "SP", postalCode: "01001000" };
  if (row) world.enterInvoices({ ...row, subscriber: { ...row.subscriber, postal } });
  expect(await offered(world)).toEqual(["itau", "caixa"]);
});

it("leaves out a bank in trouble until that is over", async () => {
  const world = createWorld();
  world.enterBanks(bank("itau", { inTroubleUntil: minutes(1) }));
  expect(await offered(world)).toEqual(["caixa"]);
  world.goTo(minutes(1));
  expect(await offered(world)).toEqual(["itau", "caixa"]);
});

it("offers only the chosen bank once the choice has closed, and all again where a refusal opened it", async () => {
  const world = createWorld();
  const row = world.invoice();
  if (!row?.wallet) throw new Error("The invoice has a wallet");
  const closed = { ...row, wallet: { ...row.wallet, lockDays: 16 } };
  world.enterInvoices({ ...closed, choice: { reopened: false, lockedBankWalletId: "caixa" } });
  expect(await offered(world)).toEqual(["caixa"]);
  world.enterInvoices({ ...closed, choice: { reopened: true, lockedBankWalletId: "caixa" } });
  expect(await offered(world)).toEqual(["itau", "caixa"]);
});

it("computes with the holidays of the contract's branch: a boleto that cannot be paid that day is due after it", async () => {
  const world = createWorld();
  const row = world.invoice();
  if (!row) throw new Error("The invoice is there");
  const dueToday = { ...row.invoice, dueDate: isoDate("2026-11-24") };
  const dueDates = async () => {
    const invoiceCase = await world.run((records) => records.invoiceCase("i1"));
    return invoiceCase && offeredOf(offersOf(invoiceCase, world.clock.now())).map(({ terms }) => terms.dueDate);
  };
  world.enterInvoices({ ...row, invoice: dueToday });
  world.goTo(new Date("2026-11-24T22:45:00Z"));
  expect(await dueDates()).toEqual(["2026-11-25", "2026-11-25"]);
  world.enterInvoices({ ...row, invoice: dueToday, localHolidays: ["2026-11-25"] });
  expect(await dueDates()).toEqual(["2026-11-26", "2026-11-26"]);
});
