import { describe, expect, it } from "vitest";
import { recogniseBank } from "../../../src/core/billing/bank-names.ts";
import type { BankWallet } from "../../../src/core/billing/bank-wallet.ts";
import { isoDate } from "../../../src/core/billing/iso-date.ts";
import { offersFor } from "../../../src/core/billing/offers.ts";
import type { Wallet } from "../../../src/core/billing/wallet.ts";

const bank = (id: string, change: Partial<BankWallet> = {}): BankWallet => ({
  id,
  bankCode: "341",
  name: "Itaú",
  active: true,
  cutOff: "20:00",
  windowSeconds: 1800,
  daysAfterDue: 59,
  registersBy: "sandbox",
  nossoNumero: { from: 1, to: 99, next: 1 },
  ...change,
});
const wallet: Wallet = {
  id: "w",
  kind: "fatura",
  description: "Fatura",
  bankWalletIds: ["a", "b"],
  lockDays: 0,
  active: true,
};
const ask = (change: Partial<Parameters<typeof offersFor>[0]> = {}) =>
  offersFor({
    invoice: { amountCents: 10_990, dueDate: isoDate("2026-12-10"), status: "open" },
    contract: { multaBasisPoints: 200, jurosBasisPointsMonth: 100 },
    wallet,
    bankWallets: [bank("a"), bank("b")],
    now: new Date("2026-11-24T17:00:00Z"),
    ...change,
  });

describe("the banks on offer", () => {
  it("are a choice, in the wallet's order", () => {
    expect(ask()).toMatchObject({ kind: "choose", offers: [{ bankWalletId: "a" }, { bankWalletId: "b" }] });
  });

  it.each<[string, Partial<BankWallet>, string]>([
    ["is off", { active: false }, "inactive"],
    ["takes no such amount", { maxCents: 100 }, "above-maximum"],
    ["takes nothing so small", { minCents: 20_000 }, "below-minimum"],
    ["has no numbers left", { nossoNumero: { from: 1, to: 9, next: 10 } }, "range-exhausted"],
  ])("leave out a bank that %s, and say why when none is left", (_, change, reason) => {
    expect(ask({ bankWallets: [bank("a", change), bank("b")] })).toMatchObject({ kind: "only", because: "single" });
    expect(ask({ bankWallets: [bank("a", change), bank("b", change)] })).toMatchObject({
      kind: "none",
      reasons: [{ reason }, { reason }],
    });
  });

  it("close before the due date at the default bank, or at the one chosen, and open again after a refusal", () => {
    const locking = { ...wallet, lockDays: 20, defaultBankWalletId: "b" };
    expect(ask({ wallet: locking })).toMatchObject({ kind: "only", because: "locked", offer: { bankWalletId: "b" } });
    const chosen = { reopened: false, lockedBankWalletId: "a" };
    expect(ask({ wallet: locking, choice: chosen })).toMatchObject({ because: "locked", offer: { bankWalletId: "a" } });
    expect(ask({ wallet: locking, choice: { reopened: true } }).kind).toBe("choose");
    expect(ask({ wallet: { ...locking, lockDays: 15 } }).kind).toBe("choose");
  });

  it("are for the wallet's branch only, where it checks that", () => {
    expect(ask({ wallet: { ...wallet, branchCheck: { branch: "norte" } } })).toMatchObject({
      reasons: [{ reason: "other-branch" }],
    });
  });
});

describe("a bank's name", () => {
  it.each([
    ["itau", "341"],
    ["Itaú!!", "341"],
    ["quero do itau por favor", "341"],
    ["341", "341"],
    ["bradeco", "237"],
    ["bancoob", "756"],
    ["sicob", "756"],
    ["sicredi", "748"],
    ["sicred", "748"],
    ["bb", "001"],
    ["banco do brasil", "001"],
    ["cef", "104"],
  ])("%s is %s", (text, code) => {
    expect(recogniseBank(text, ["001", "104", "237", "341", "748", "756"])).toEqual({ kind: "one", code });
  });

  it("is not guessed", () => {
    for (const text of ["não quero o itau", "já deu baixa", "1", "oi", ""])
      expect(recogniseBank(text, ["341", "104"]).kind).toBe("none");
    expect(recogniseBank("itau ou bradesco", ["341", "237"]).kind).toBe("several");
  });
});
