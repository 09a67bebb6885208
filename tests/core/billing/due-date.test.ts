import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBusinessDay } from "../../../src/core/billing/calendar/calendar.ts";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { localDate } from "../../../src/core/billing/calendar/local-time.ts";
import { type BoletoRequest, newBoletoTerms } from "../../../src/core/billing/money/due-date.ts";
import { anyDay, at, saoPaulo } from "./days.ts";

const contract = { multaBasisPoints: 200, jurosBasisPointsMonth: 100 };
const bank = { cutOff: "20:00", windowSeconds: 1800 };
type More = Partial<Omit<BoletoRequest, "invoice">> & { invoice?: Partial<BoletoRequest["invoice"]> };
const terms = (dueDate: string, now: string, { invoice, ...more }: More = {}) =>
  newBoletoTerms({
    invoice: { amountCents: 10990, dueDate: isoDate(dueDate), ...invoice },
    contract,
    bank,
    now: at(now),
    ...saoPaulo,
    ...more,
  });

describe("asked in time, a boleto costs what the invoice says", () => {
  it.each([
    ["long before", "2026-12-10", "2026-11-24 14:02", "2026-12-10", false],
    ["on the due date", "2026-11-24", "2026-11-24 14:02", "2026-11-24", false],
    ["ready exactly at the cut-off", "2026-11-24", "2026-11-24 19:30", "2026-11-24", false],
    ["the window would end after the cut-off", "2026-11-24", "2026-11-24 19:31", "2026-11-25", true],
    ["after the cut-off", "2026-11-24", "2026-11-24 22:00", "2026-11-25", true],
    ["a minute to midnight", "2026-11-24", "2026-11-24 23:59", "2026-11-25", true],
    ["Friday after the cut-off", "2026-12-04", "2026-12-04 21:00", "2026-12-07", true],
    ["the evening before, after the cut-off", "2026-11-25", "2026-11-24 23:00", "2026-11-25", false],
    ["due on Saturday, asked that day: the printed date stays", "2026-12-05", "2026-12-05 10:00", "2026-12-05", false],
    ["due on Saturday, asked that day late", "2026-12-05", "2026-12-05 23:50", "2026-12-05", false],
    [
      "due on Saturday, asked on Sunday: no bank takes a date gone by",
      "2026-12-05",
      "2026-12-06 10:00",
      "2026-12-07",
      true,
    ],
    ["due on Saturday, asked on Monday", "2026-12-05", "2026-12-07 10:00", "2026-12-07", true],
    ["due on Saturday, asked on Monday after the cut-off", "2026-12-05", "2026-12-07 20:30", "2026-12-08", true],
    ["due on Saturday, asked on Friday night", "2026-12-05", "2026-12-04 23:00", "2026-12-05", false],
    ["due on a holiday, asked that day", "2026-11-20", "2026-11-20 10:00", "2026-11-20", false],
    ["due on Carnival Monday, asked on Tuesday", "2026-02-16", "2026-02-17 10:00", "2026-02-18", true],
  ])("%s", (_, dueDate, now, expected, rolledOver) => {
    expect(terms(dueDate, now)).toEqual({
      dueDate: expected,
      principalCents: 10990,
      multaCents: 0,
      jurosCents: 0,
      amountCents: 10990,
      overdue: false,
      multaIsento: false,
      multaBasisPoints: 200,
      jurosPerDayCents: 3,
      abatementCents: 0,
      rolledOver,
    });
  });

  it("a window of days moves the due date as the cut-off does", () => {
    const slow = { cutOff: "20:00", windowSeconds: 2 * 86_400 };
    expect(terms("2026-11-25", "2026-11-24 14:02", { bank: slow })).toMatchObject({
      dueDate: "2026-11-26",
      rolledOver: true,
      overdue: false,
    });
  });

  it("a local holiday is no day to pay on", () => {
    const localHolidays = ["2026-11-25"];
    expect(terms("2026-11-24", "2026-11-24 21:00", { localHolidays }).dueDate).toBe("2026-11-26");
    expect(terms("2026-11-25", "2026-11-26 10:00", { localHolidays })).toMatchObject({ overdue: false });
  });
});

describe("asked too late, the charges are in it up to the day it will be paid", () => {
  it.each([
    ["the specification's fourteen days", "2026-11-10", "2026-11-24 14:02", "2026-11-24", 51],
    ["after the cut-off: a day more", "2026-11-10", "2026-11-24 20:30", "2026-11-25", 55],
    ["the window ends after the cut-off", "2026-11-10", "2026-11-24 19:31", "2026-11-25", 55],
    [
      "due on Friday, asked on Saturday: three days, paid on Monday",
      "2026-12-04",
      "2026-12-05 10:00",
      "2026-12-07",
      11,
    ],
    ["due on Friday, asked on Sunday night", "2026-12-04", "2026-12-06 23:50", "2026-12-07", 11],
    ["due on Friday, asked on Monday after the cut-off", "2026-12-04", "2026-12-07 21:00", "2026-12-08", 15],
    ["due on Saturday, asked on Tuesday: from Saturday on", "2026-12-05", "2026-12-08 09:00", "2026-12-08", 11],
    ["over a holiday and a weekend", "2026-11-18", "2026-11-20 09:00", "2026-11-23", 18],
  ])("%s", (_, dueDate, now, expected, jurosCents) => {
    expect(terms(dueDate, now)).toEqual({
      dueDate: expected,
      principalCents: 10990,
      multaCents: 220,
      jurosCents,
      amountCents: 10990 + 220 + jurosCents,
      overdue: true,
      multaIsento: true,
      multaBasisPoints: 0,
      jurosPerDayCents: 3,
      abatementCents: 0,
      rolledOver: false,
    });
  });

  it("registers juros on the principal, not on what it has grown to", () => {
    const late = terms("2025-11-10", "2026-11-24 10:00", { invoice: { amountCents: 29_990 } });
    expect(late.amountCents).toBeGreaterThan(33_000);
    expect(late.jurosPerDayCents).toBe(9);
  });
});

describe("discount and abatement of the invoice", () => {
  const invoice = { discountCents: 1000, discountUntil: isoDate("2026-12-05") };

  it.each([
    ["before", "2026-11-24 14:00", "2026-12-05"],
    ["on its last day, a Saturday", "2026-12-05 10:00", "2026-12-05"],
    ["on the Sunday after: until Monday", "2026-12-06 10:00", "2026-12-07"],
    ["on Monday", "2026-12-07 10:00", "2026-12-07"],
  ])("the discount is registered when asked %s", (_, now, discountUntil) => {
    expect(terms("2026-12-10", now, { invoice }).discount).toEqual({ discountCents: 1000, discountUntil });
  });

  it.each([
    ["too late to be registered in time", "2026-12-10", "2026-12-07 20:30"],
    ["after it", "2026-12-10", "2026-12-08 10:00"],
    ["overdue", "2026-12-10", "2026-12-20 10:00"],
  ])("no discount is promised %s", (_, dueDate, now) => {
    expect(terms(dueDate, now, { invoice }).discount).toBeUndefined();
  });

  it("a discount never runs past the due date, which banks refuse", () => {
    const long = { discountCents: 1000, discountUntil: isoDate("2026-12-20") };
    expect(terms("2026-12-10", "2026-11-24 14:00", { invoice: long }).discount?.discountUntil).toBe("2026-12-10");
  });

  it("a discount without a day is one for paying by the due date", () => {
    const byDueDate = { discountCents: 1000 };
    expect(terms("2026-12-10", "2026-11-24 14:00", { invoice: byDueDate }).discount?.discountUntil).toBe("2026-12-10");
  });

  it("the abatement is registered while in time, and taken off before the charges when late", () => {
    const abated = { abatementCents: 990 };
    expect(terms("2026-12-10", "2026-11-24 14:00", { invoice: abated })).toMatchObject({
      amountCents: 10990,
      abatementCents: 990,
      jurosPerDayCents: 3,
    });
    expect(terms("2026-11-10", "2026-12-10 14:00", { invoice: abated })).toMatchObject({
      principalCents: 10000,
      multaCents: 200,
      jurosCents: 100,
      amountCents: 10300,
      abatementCents: 0,
    });
  });
});

describe("laws that hold for every request", () => {
  it("can be paid on its due date, is never due before it is issued, and its amount is the sum of its parts", () => {
    const times = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map((parts) => parts.map((n) => String(n).padStart(2, "0")).join(":"));
    fc.assert(
      fc.property(
        anyDay,
        anyDay,
        times,
        fc.nat(86_400 * 3),
        fc.nat(1e9),
        (due, day, time, windowSeconds, amountCents) => {
          const now = at(`${day} ${time}`);
          const result = newBoletoTerms({
            invoice: { amountCents, dueDate: due },
            contract,
            bank: { cutOff: "18:00", windowSeconds },
            now,
            ...saoPaulo,
          });
          expect(result.amountCents).toBe(result.principalCents + result.multaCents + result.jurosCents);
          expect(result.dueDate >= localDate(now, "America/Sao_Paulo")).toBe(true);
          expect(result.dueDate === due || isBusinessDay(result.dueDate)).toBe(true);
          expect(result.overdue).toBe(result.multaIsento);
          if (!result.overdue) expect(result.amountCents).toBe(amountCents);
        },
      ),
    );
  });
});
