import { describe, expect, it } from "vitest";
import { addDays, isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { amountOn } from "../../../src/core/billing/money/amount-on.ts";
import { chargesOn } from "../../../src/core/billing/money/charges.ts";
import { newBoletoTerms } from "../../../src/core/billing/money/due-date.ts";
import { judgePayment } from "../../../src/core/billing/money/judge-payment.ts";
import { at, saoPaulo } from "./days.ts";

/** A bank's own sum: tenths of thousandths of a cent, by the day of a 30-day month, rounded half up at the end. */
function bankAsks(cents: number, { multa, juros }: { multa: number; juros: number }, days: number): number {
  const halfUp = (numerator: bigint, divisor: bigint) => {
    const [whole, left] = [numerator / divisor, numerator % divisor];
    return Number(left * 2n >= divisor ? whole + 1n : whole);
  };
  const amount = BigInt(cents);
  return cents + halfUp(amount * BigInt(multa), 10_000n) + halfUp(amount * BigInt(juros) * BigInt(days), 30n * 10_000n);
}

/** Numbers that look random and are the same in each run. */
function createDice(seed: number) {
  let state = seed;
  return (from: number, to: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return from + Math.floor((state / 0x80000000) * (to - from + 1));
  };
}

const due = isoDate("2026-12-10");
const inter = { cutOff: "20:00", windowSeconds: 1800, monthlyJuros: true };
const registered = (amountCents: number, contract: { multaBasisPoints: number; jurosBasisPointsMonth: number }) =>
  newBoletoTerms({
    invoice: { amountCents, dueDate: due },
    contract,
    bank: inter,
    now: at("2026-11-24 14:02"),
    ...saoPaulo,
  });

describe("a boleto that is not overdue, at a bank that takes a monthly rate", () => {
  it("is registered with the contract's rate and no amount a day", () => {
    const terms = registered(2999, { multaBasisPoints: 200, jurosBasisPointsMonth: 100 });
    expect(terms).toMatchObject({ multaBasisPoints: 200, jurosPerDayCents: 0, jurosBasisPointsMonth: 100 });
    // R$ 29,99 bears juros, which R$ a day cannot say: 30 days are 30 cents.
    expect(amountOn(terms, isoDate("2027-01-09"))).toBe(2999 + 60 + 30);
  });

  it("asks for what we say is owed, to the cent: 10,000 boletos, on any day", () => {
    const roll = createDice(16);
    for (let n = 0; n < 10_000; n++) {
      const amountCents = roll(500, 10 ** roll(4, 8));
      const contract = { multaBasisPoints: roll(0, 200), jurosBasisPointsMonth: roll(1, 100) };
      const days = roll(5, 400);
      const on = addDays(due, days);
      const terms = registered(amountCents, contract);
      const bank = bankAsks(
        amountCents,
        { multa: contract.multaBasisPoints, juros: contract.jurosBasisPointsMonth },
        days,
      );
      const ours = chargesOn({ ...contract, principalCents: amountCents, dueDate: due, on }).totalCents;
      expect([amountOn(terms, on), ours], `${amountCents} cents, ${days} days`).toEqual([bank, bank]);
      const invoice = { amountCents, dueDate: due };
      const boleto = { ...terms, chargedCents: 0 };
      const paid = { amountCents: bank, paidOn: on, invoice, contract, boleto, localHolidays: [], toleranceCents: 0 };
      expect(judgePayment(paid)).toMatchObject({ outcome: "settled", differenceCents: 0 });
    }
  });

  it("has no rate where the contract has no juros", () => {
    const terms = registered(10_990, { multaBasisPoints: 200, jurosBasisPointsMonth: 0 });
    expect(terms).toMatchObject({ jurosPerDayCents: 0 });
    expect(terms).not.toHaveProperty("jurosBasisPointsMonth");
  });
});

describe("a new boleto for an overdue invoice", () => {
  it("stays with R$ a day on the original principal, rounded down, at such a bank too", () => {
    const terms = newBoletoTerms({
      invoice: { amountCents: 10_990, dueDate: isoDate("2026-11-10") },
      contract: { multaBasisPoints: 200, jurosBasisPointsMonth: 100 },
      bank: inter,
      now: at("2026-11-24 14:02"),
      ...saoPaulo,
    });
    expect(terms).toMatchObject({ amountCents: 11_261, multaBasisPoints: 0, jurosPerDayCents: 3 });
    expect(terms).not.toHaveProperty("jurosBasisPointsMonth");
  });
});
