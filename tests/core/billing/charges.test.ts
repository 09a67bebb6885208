import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { chargesOn, type Debt, isOverdue, jurosPerDayCents } from "../../../src/core/billing/money/charges.ts";
import { anyDay } from "./days.ts";

const debt = (dueDate: string, on: string, more: Partial<Debt> = {}): Debt => ({
  principalCents: 10990,
  multaBasisPoints: 200,
  jurosBasisPointsMonth: 100,
  dueDate: isoDate(dueDate),
  on: isoDate(on),
  ...more,
});

describe("what is owed on a day", () => {
  it.each([
    ["before the due date", "2026-11-10", "2026-11-01", 0, 0, 0],
    ["today is not overdue", "2026-11-10", "2026-11-10", 0, 0, 0],
    ["the day after", "2026-11-10", "2026-11-11", 1, 220, 4],
    ["the specification's fourteen days", "2026-11-10", "2026-11-24", 14, 220, 51],
    ["a month", "2026-11-10", "2026-12-10", 30, 220, 110],
    ["due on Saturday, paid on Sunday", "2026-12-05", "2026-12-06", 0, 0, 0],
    ["due on Saturday, paid on Monday", "2026-12-05", "2026-12-07", 0, 0, 0],
    ["due on Saturday, paid on Tuesday: from Saturday on", "2026-12-05", "2026-12-08", 3, 220, 11],
    ["due on Friday, paid on Saturday", "2026-12-04", "2026-12-05", 1, 220, 4],
    ["due on a national holiday before a weekend, paid on Monday", "2026-11-20", "2026-11-23", 0, 0, 0],
    ["due on Carnival Monday, paid on Ash Wednesday", "2026-02-16", "2026-02-18", 0, 0, 0],
    ["due on Carnival Monday, paid on Thursday", "2026-02-16", "2026-02-19", 3, 220, 11],
  ])("%s", (_, dueDate, on, overdueDays, multaCents, jurosCents) => {
    const totalCents = 10990 + multaCents + jurosCents;
    expect(chargesOn(debt(dueDate, on))).toEqual({ overdueDays, discountCents: 0, multaCents, jurosCents, totalCents });
  });

  it("waits for a local holiday of the branch", () => {
    const localHolidays = ["2026-12-08"];
    expect(chargesOn(debt("2026-12-08", "2026-12-09", { localHolidays })).totalCents).toBe(10990);
    expect(chargesOn(debt("2026-12-08", "2026-12-09")).overdueDays).toBe(1);
    expect(chargesOn(debt("2026-12-08", "2026-12-10", { localHolidays })).overdueDays).toBe(2);
  });

  it("rounds half a cent up, once", () => {
    // 25 cents: 2 % is half a cent. 1500 cents: 0.5 cents a day.
    expect(chargesOn(debt("2026-11-10", "2026-11-11", { principalCents: 25 })).multaCents).toBe(1);
    expect(chargesOn(debt("2026-11-10", "2026-11-11", { principalCents: 1500 })).jurosCents).toBe(1);
    expect(chargesOn(debt("2026-11-10", "2026-11-12", { principalCents: 1500 })).jurosCents).toBe(1);
    expect(chargesOn(debt("2026-11-10", "2026-11-13", { principalCents: 1500 })).jurosCents).toBe(2);
  });
});

describe("discount and abatement", () => {
  const discount = { discountCents: 1000, discountUntil: isoDate("2026-12-05") };

  it.each([
    ["2026-12-04", 9990],
    ["2026-12-05", 9990],
    ["2026-12-07", 9990], // the 5th is a Saturday
    ["2026-12-08", 10990],
    ["2026-12-10", 10990],
  ])("paid on %s it costs %i", (on, totalCents) => {
    expect(chargesOn(debt("2026-12-10", on, discount)).totalCents).toBe(totalCents);
  });

  it("a discount without a day holds until the due date", () => {
    expect(chargesOn(debt("2026-12-10", "2026-12-10", { discountCents: 1000 })).totalCents).toBe(9990);
  });

  it("a late payer has no discount, even one that would run longer", () => {
    const late = debt("2026-12-01", "2026-12-03", { discountCents: 1000, discountUntil: isoDate("2026-12-10") });
    expect(chargesOn(late)).toMatchObject({ discountCents: 0, totalCents: 10990 + 220 + 7 });
  });

  it("the abatement stays, and no charge falls on it", () => {
    expect(chargesOn(debt("2026-11-10", "2026-11-10", { abatementCents: 990 })).totalCents).toBe(10000);
    const late = chargesOn(debt("2026-11-10", "2026-12-10", { abatementCents: 990 }));
    expect(late).toMatchObject({ multaCents: 200, jurosCents: 100, totalCents: 10300 });
  });

  it("never goes below zero", () => {
    expect(chargesOn(debt("2026-11-10", "2026-11-10", { abatementCents: 20000 })).totalCents).toBe(0);
    expect(chargesOn(debt("2026-11-10", "2026-11-20", { abatementCents: 20000 })).totalCents).toBe(0);
    expect(chargesOn(debt("2026-11-10", "2026-11-10", { discountCents: 20000 })).totalCents).toBe(0);
  });
});

describe("laws that hold for every debt", () => {
  const cents = fc.nat(9_999_999_999);
  const bp = (max: number) => fc.nat(max);

  it("the total is the sum of its parts, and charges never shrink with time", () => {
    fc.assert(
      fc.property(cents, bp(200), bp(100), anyDay, fc.nat(400), (principalCents, multa, juros, dueDate, days) => {
        const terms = { principalCents, multaBasisPoints: multa, jurosBasisPointsMonth: juros, dueDate };
        const today = chargesOn({ ...terms, on: addDays(dueDate, days) });
        const tomorrow = chargesOn({ ...terms, on: addDays(dueDate, days + 1) });
        expect(today.totalCents).toBe(principalCents + today.multaCents + today.jurosCents);
        expect(Math.min(today.multaCents, today.jurosCents)).toBeGreaterThanOrEqual(0);
        expect(tomorrow.jurosCents).toBeGreaterThanOrEqual(today.jurosCents);
        expect(tomorrow.multaCents).toBeGreaterThanOrEqual(today.multaCents);
        expect(today.overdueDays).toBe(isOverdue(dueDate, addDays(dueDate, days)) ? days : 0);
      }),
    );
  });

  it("within the caps, multa is at most 2 % and a month of juros at most 1 %, to the cent", () => {
    fc.assert(
      fc.property(cents, anyDay, (principalCents, dueDate) => {
        const on = addDays(dueDate, 30);
        const late = chargesOn({ principalCents, multaBasisPoints: 200, jurosBasisPointsMonth: 100, dueDate, on });
        expect(late.multaCents).toBeLessThanOrEqual(principalCents * 0.02 + 0.5);
        expect(late.jurosCents).toBeLessThanOrEqual(principalCents * 0.01 + 0.5);
      }),
    );
  });

  it("a month of the registered R$ a day never costs more than the rate agreed", () => {
    fc.assert(
      fc.property(cents, bp(100), (owed, juros) => {
        expect(BigInt(jurosPerDayCents(owed, juros)) * 30n * 10_000n <= BigInt(owed) * BigInt(juros)).toBe(true);
      }),
    );
    expect(jurosPerDayCents(10990, 100)).toBe(3);
    expect(jurosPerDayCents(2999, 100)).toBe(0);
    expect(jurosPerDayCents(3000, 100)).toBe(1);
  });
});
