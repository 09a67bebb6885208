import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import type { BankWallet } from "../../../src/core/billing/offers/bank-wallet.ts";
import { lockDate, type OfferRequest, offersFor } from "../../../src/core/billing/offers/offers.ts";
import type { Wallet } from "../../../src/core/billing/offers/wallet.ts";
import { at, saoPaulo } from "./days.ts";

const bank = (id: string, more: Partial<BankWallet> = {}): BankWallet => ({
  id,
  bankCode: "341",
  name: id,
  active: true,
  cutOff: "20:00",
  windowSeconds: 1800,
  daysAfterDue: 59,
  registersBy: "sandbox",
  bankNumbers: false,
  nossoNumero: { from: 1, to: 1000, next: 1 },
  ...more,
});

const wallet = (more: Partial<Wallet> = {}): Wallet => ({
  id: "w",
  kind: "fatura",
  description: "Fatura",
  bankWalletIds: ["itau", "bradesco", "sicoob"],
  defaultBankWalletId: "bradesco",
  lockDays: 0,
  active: true,
  ...more,
});

const three = [bank("sicoob"), bank("itau"), bank("bradesco"), bank("elsewhere")];

/** What is offered at a time, in few words: "itau bradesco", "only itau (single)", "none: just-refused itau". */
function offered(now: string, more: Partial<OfferRequest> = {}, dueDate = "2026-12-10"): string {
  const offers = offersFor({
    invoice: { amountCents: 10990, dueDate: isoDate(dueDate), status: "open" },
    contract: { multaBasisPoints: 200, jurosBasisPointsMonth: 100 },
    wallet: wallet(),
    bankWallets: three,
    now: at(now),
    ...saoPaulo,
    ...more,
  });
  if (offers.kind === "choose") return offers.offers.map(({ bankWalletId }) => bankWalletId).join(" ");
  if (offers.kind === "only") return `only ${offers.offer.bankWalletId} (${offers.because})`;
  return `none: ${offers.reasons.map((one) => ("bankWalletId" in one ? `${one.reason} ${one.bankWalletId}` : one.reason)).join(", ")}`;
}

const now = "2026-11-24 14:02";
/** The wallet's first bank differs as said; the other two stay. */
const itauIs = (more: Partial<BankWallet>) => ({ bankWallets: [bank("itau", more), bank("bradesco"), bank("sicoob")] });

describe("the banks on offer", () => {
  it("are those of the wallet, in its order", () => {
    expect(offered(now)).toBe("itau bradesco sicoob");
    expect(offered(now, { wallet: wallet({ bankWalletIds: ["sicoob", "itau"] }) })).toBe("sicoob itau");
  });

  it.each<[string, Partial<BankWallet>]>([
    ["inactive", { active: false }],
    ["with a higher minimum", { minCents: 10991 }],
    ["with a lower maximum", { maxCents: 10989 }],
    ["out of numbers", { nossoNumero: { from: 1, to: 10, next: 11 } }],
    ["out of this year's numbers", { nossoNumero: { from: 1, to: 10, next: 11, year: 2026 } }],
  ])("leave out a bank %s", (_, more) => {
    expect(offered(now, itauIs(more))).toBe("bradesco sicoob");
  });

  it.each<[string, Partial<BankWallet>]>([
    ["inactive", { active: false }],
    ["below-minimum", { minCents: 20_000 }],
    ["above-maximum", { maxCents: 100 }],
    ["range-exhausted", { nossoNumero: { from: 1, to: 9, next: 10 } }],
  ])("say %s where no bank is left", (reason, more) => {
    const two = {
      wallet: wallet({ bankWalletIds: ["itau", "sicoob"] }),
      bankWallets: [bank("itau", more), bank("sicoob", more)],
    };
    expect(offered(now, two)).toBe(`none: ${reason} itau, ${reason} sicoob`);
  });

  it.each<[string, Partial<BankWallet>]>([
    ["exactly at both limits", { minCents: 10990, maxCents: 10990 }],
    ["with its last number", { nossoNumero: { from: 1, to: 10, next: 10 } }],
    ["whose numbers start afresh this year", { nossoNumero: { from: 1, to: 10, next: 11, year: 2025 } }],
  ])("keep a bank %s", (_, more) => {
    expect(offered(now, itauIs(more))).toBe("itau bradesco sicoob");
  });

  it("limits look at the amount of the boleto, charges included", () => {
    expect(offered(now, itauIs({ maxCents: 11000 }), "2026-11-10")).toBe("bradesco sicoob");
    expect(offered(now, itauIs({ minCents: 11000 }), "2026-11-10")).toBe("itau bradesco sicoob");
  });

  it("nothing fits a bar code that is free or has more than ten digits", () => {
    const invoice = { dueDate: isoDate("2026-12-10"), status: "open" as const };
    expect(offered(now, { invoice: { ...invoice, amountCents: 0 } })).toMatch(/^none: below-minimum/);
    expect(offered(now, { invoice: { ...invoice, amountCents: 10_000_000_000 } })).toMatch(/^none: above-maximum/);
  });

  it("a bank that just refused is not offered again", () => {
    expect(offered(now, { refusedBankWalletIds: ["itau"] })).toBe("bradesco sicoob");
    expect(offered(now, { refusedBankWalletIds: ["itau", "sicoob"] })).toBe("only bradesco (single)");
  });

  it("come with the terms of the boleto and the promise", () => {
    const offers = offersFor({
      invoice: { amountCents: 10990, dueDate: isoDate("2026-12-10"), status: "open" },
      contract: { multaBasisPoints: 200, jurosBasisPointsMonth: 100 },
      wallet: wallet({ bankWalletIds: ["itau", "sicoob"] }),
      bankWallets: [bank("itau", { name: "Itaú" }), bank("sicoob", { registersBy: "cnab240", bankCode: "756" })],
      now: at(now),
      ...saoPaulo,
    });
    expect(offers).toMatchObject({
      kind: "choose",
      offers: [
        {
          bankCode: "341",
          name: "Itaú",
          terms: { amountCents: 10990 },
          promise: { kind: "moment", at: at("2026-11-24 14:32") },
        },
        { bankCode: "756", promise: { kind: "day", on: "2026-11-25" } },
      ],
    });
  });
});

describe("one bank needs no question", () => {
  it("a single offer", () => {
    expect(offered(now, { wallet: wallet({ bankWalletIds: ["itau"] }) })).toBe("only itau (single)");
  });

  it("a contract on one bank account, whatever lock is set", () => {
    const account = wallet({ kind: "bank", bankWalletIds: ["itau"], lockDays: 30 });
    expect(offered(now, { wallet: account })).toBe("only itau (bank-wallet)");
    expect(offered(now, { wallet: account, refusedBankWalletIds: ["itau"] })).toBe("none: just-refused itau");
  });
});

describe("there is always a reason where there is no offer", () => {
  it.each<[string, Partial<OfferRequest>]>([
    ["no-wallet", { wallet: undefined }],
    ["wallet-inactive", { wallet: wallet({ active: false }) }],
    ["no-banks", { wallet: wallet({ bankWalletIds: [] }) }],
    ["unknown itau, unknown bradesco, unknown sicoob", { bankWallets: [] }],
    [
      "inactive itau, just-refused bradesco, range-exhausted sicoob",
      {
        bankWallets: [
          bank("itau", { active: false }),
          bank("bradesco"),
          bank("sicoob", { nossoNumero: { from: 1, to: 1, next: 2 } }),
        ],
        refusedBankWalletIds: ["bradesco"],
      },
    ],
  ])("%s", (reasons, more) => {
    expect(offered(now, more)).toBe(`none: ${reasons}`);
  });

  it.each(["paid", "cancelled", "em_acordo", "contestada", "suspensa"] as const)("an invoice that is %s", (status) => {
    const invoice = { amountCents: 10990, dueDate: isoDate("2026-12-10"), status };
    expect(offered(now, { invoice })).toBe("none: invoice-not-open");
  });
});

describe("Validar filial na venda", () => {
  const terms = { multaBasisPoints: 200, jurosBasisPointsMonth: 100 };
  const checked = wallet({ branchCheck: { branch: "norte" } });

  it.each<[string, OfferRequest["contract"]]>([
    ["none: other-branch", { ...terms, branch: "sul" }],
    ["none: other-branch", terms],
    ["itau bradesco sicoob", { ...terms, branch: "norte" }],
  ])("%s", (expected, contract) => {
    expect(offered(now, { wallet: checked, contract })).toBe(expected);
  });

  it("off, every branch counts", () => {
    expect(offered(now, { contract: { ...terms, branch: "sul" } })).toBe("itau bradesco sicoob");
  });
});

describe("the lock", () => {
  const locking = { wallet: wallet({ lockDays: 5 }) };
  const stays = (lockedBankWalletId: string) => ({ ...locking, choice: { reopened: false, lockedBankWalletId } });

  it("closes on the morning of the due date less the lock days, never with none", () => {
    expect(lockDate(isoDate("2026-12-10"), 5)).toBe("2026-12-05");
    expect(lockDate(isoDate("2026-12-10"), 0)).toBeUndefined();
  });

  it.each<[string, string, Partial<OfferRequest>, string]>([
    ["is open the evening before", "2026-12-04 23:59", locking, "itau bradesco sicoob"],
    ["closes at midnight: the default bank", "2026-12-05 00:00", locking, "only bradesco (locked)"],
    ["keeps the bank chosen before", "2026-12-05 00:00", stays("sicoob"), "only sicoob (locked)"],
    ["an earlier choice does not lock by itself", "2026-12-04 12:00", stays("sicoob"), "itau bradesco sicoob"],
    ["stays closed when overdue", "2026-12-20 10:00", locking, "only bradesco (locked)"],
    ["stays with the chosen one when overdue", "2026-12-20 10:00", stays("sicoob"), "only sicoob (locked)"],
    ["with 0 days never closes", "2026-12-20 10:00", {}, "itau bradesco sicoob"],
    ["without a default goes to the first", "2026-12-05 00:00", { wallet: withoutDefault() }, "only itau (locked)"],
    ["a bank of another wallet binds nobody", "2026-12-05 00:00", stays("elsewhere"), "only bradesco (locked)"],
  ])("%s", (_, when, more, expected) => {
    expect(offered(when, more)).toBe(expected);
  });

  it("opens again after a refusal, without the bank that refused", () => {
    const refused = { refusedBankWalletIds: ["bradesco"] };
    const reopened = { reopened: true, lockedBankWalletId: "bradesco" };
    expect(offered("2026-12-06 10:00", { ...locking, ...refused, choice: reopened })).toBe("itau sicoob");
    expect(offered("2026-12-06 10:00", { ...locking, choice: reopened })).toBe("itau bradesco sicoob");
    expect(offered("2026-12-06 10:00", { ...locking, ...refused })).toBe("itau sicoob");
  });

  it("a closed bank that can not take it leaves nothing: no switching", () => {
    const bankWallets = [bank("itau"), bank("bradesco", { active: false }), bank("sicoob")];
    expect(offered("2026-12-06 10:00", { ...locking, bankWallets })).toBe("none: inactive bradesco");
  });
});

function withoutDefault(): Wallet {
  const { defaultBankWalletId: _, ...rest } = wallet({ lockDays: 5 });
  return rest;
}

describe("a bank that registers by file", () => {
  const byFile = itauIs({ registersBy: "cnab240" });

  it.each([
    ["is offered days before", "2026-12-10", now, true],
    ["is offered the day before, in time for the file", "2026-11-25", now, true],
    ["not the day before past the cut-off: registered after the due date", "2026-11-25", "2026-11-24 20:30", false],
    ["not on the due date", "2026-11-24", now, false],
    [
      "not on the due date past the cut-off: due and registered on the same day",
      "2026-11-24",
      "2026-11-24 20:30",
      false,
    ],
    ["not overdue", "2026-11-10", now, false],
    [
      "is offered on Friday for Saturday: registered on Monday, payable on Monday",
      "2026-12-05",
      "2026-12-04 10:00",
      true,
    ],
    [
      "not on Saturday for Sunday: registered on Tuesday, payable until Monday",
      "2026-12-06",
      "2026-12-05 10:00",
      false,
    ],
  ])("%s", (_, dueDate, when, isOffered) => {
    expect(offered(when, byFile, dueDate)).toBe(isOffered ? "itau bradesco sicoob" : "bradesco sicoob");
  });

  it("overdue, it is offered where the new due date lies after the registration", () => {
    const windowOf = (days: number) => itauIs({ registersBy: "cnab240", windowSeconds: days * 86_400 });
    expect(offered(now, windowOf(2), "2026-11-10")).toBe("itau bradesco sicoob");
    expect(offered(now, windowOf(1), "2026-11-10")).toBe("bradesco sicoob");
  });
});

describe("what a bank's API would refuse is not offered there", () => {
  const byApi = (bankCode: "001" | "077" | "403" | "461" | "756", more: Partial<BankWallet> = {}) => ({
    bankWallets: [bank("itau", { bankCode, registersBy: "api", ...more }), bank("bradesco"), bank("sicoob")],
  });
  const invoiceOf = (more: Partial<OfferRequest["invoice"]>) => ({
    invoice: { amountCents: 10_990, dueDate: isoDate("2026-12-10"), status: "open" as const, ...more },
  });
  const others = "bradesco sicoob";
  const all = "itau bradesco sicoob";

  it.each<[string, Partial<OfferRequest>, string]>([
    ["less than Inter's minimum of R$ 2,50", { ...byApi("077"), ...invoiceOf({ amountCents: 249 }) }, others],
    ["exactly R$ 2,50 at Inter", { ...byApi("077"), ...invoiceOf({ amountCents: 250 }) }, all],
    [
      "R$ 2,49 at Inter by file",
      { ...byApi("077", { registersBy: "sandbox" }), ...invoiceOf({ amountCents: 249 }) },
      all,
    ],
    ["R$ 2,49 at Sicoob", { ...byApi("756"), ...invoiceOf({ amountCents: 249 }) }, all],
    ["an abatement at Inter", { ...byApi("077"), ...invoiceOf({ abatementCents: 500 }) }, others],
    ["an abatement at Sicoob", { ...byApi("756"), ...invoiceOf({ abatementCents: 500 }) }, all],
    [
      "a discount until the due date at Cora",
      { ...byApi("403"), ...invoiceOf({ discountCents: 500, discountUntil: isoDate("2026-12-10") }) },
      others,
    ],
    [
      "a discount until the day before at Cora",
      { ...byApi("403"), ...invoiceOf({ discountCents: 500, discountUntil: isoDate("2026-12-09") }) },
      all,
    ],
    [
      "a discount until the due date at Asaas",
      { ...byApi("461"), ...invoiceOf({ discountCents: 500, discountUntil: isoDate("2026-12-10") }) },
      all,
    ],
    ["a CNPJ with letters at Banco do Brasil", { ...byApi("001"), payerDocument: "12ABC34501DE35" }, others],
    ["a CNPJ of digits at Banco do Brasil", { ...byApi("001"), payerDocument: "12345678000195" }, all],
    ["a CNPJ with letters at Sicoob", { ...byApi("756"), payerDocument: "12ABC34501DE35" }, all],
  ])("%s", (_, more, names) => {
    expect(offered(now, more)).toBe(names);
  });

  it("discount and abatement that leave nothing, at any bank", () => {
    const free = invoiceOf({ amountCents: 1000, discountCents: 600, abatementCents: 400 });
    expect(offered(now, free)).toMatch(/^none: nothing-left itau/);
  });

  it("due today at Inter after 19:59", () => {
    const late = byApi("077", { cutOff: "23:59" });
    expect(offered("2026-12-10 19:59", { ...late, wallet: wallet({ bankWalletIds: ["itau"] }) })).toBe(
      "only itau (single)",
    );
    expect(offered("2026-12-10 20:00", { ...late, wallet: wallet({ bankWalletIds: ["itau"] }) })).toBe(
      "none: due-today-too-late itau",
    );
    expect(offered("2026-12-09 20:00", late)).toBe(all);
  });
});
