import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { amountOn } from "../../../src/core/billing/money/amount-on.ts";
import { chargesOn } from "../../../src/core/billing/money/charges.ts";
import { newBoletoTerms } from "../../../src/core/billing/money/due-date.ts";
import { anyDay, at, saoPaulo } from "./days.ts";

const contract = { multaBasisPoints: 200, jurosBasisPointsMonth: 100 };
const bank = { cutOff: "20:00", windowSeconds: 1800 };
const registered = (dueDate: string, now: string, more = {}) =>
  newBoletoTerms({
    invoice: { amountCents: 10990, dueDate: isoDate(dueDate), ...more },
    contract,
    bank,
    now: at(now),
    ...saoPaulo,
  });

describe("what the paying bank asks for", () => {
  it.each([
    ["before it is due", "2026-11-05", 10990],
    ["on the due date", "2026-11-10", 10990],
    ["fourteen days late: 2 % and 3 cents a day", "2026-11-24", 10990 + 220 + 42],
  ])("%s", (_, on, cents) => {
    expect(amountOn(registered("2026-11-10", "2026-11-01 10:00"), isoDate(on))).toBe(cents);
  });

  it("of a boleto that was overdue when made: only the R$ a day, from its own due date", () => {
    const late = registered("2026-11-10", "2026-11-24 14:02");
    expect(amountOn(late, isoDate("2026-11-24"))).toBe(11261);
    expect(amountOn(late, isoDate("2026-11-26"))).toBe(11267);
  });

  it("takes the discount off until its day and the abatement always", () => {
    const cheaper = registered("2026-12-10", "2026-11-24 10:00", {
      discountCents: 1000,
      discountUntil: isoDate("2026-12-05"),
      abatementCents: 90,
    });
    expect(amountOn(cheaper, isoDate("2026-12-07"))).toBe(9900);
    expect(amountOn(cheaper, isoDate("2026-12-08"))).toBe(10900);
    expect(amountOn(cheaper, isoDate("2026-12-11"))).toBe(10900 + 218 + 3);
  });

  it("is never more than the contract allows, however late, by more than a cent of rounding", () => {
    fc.assert(
      fc.property(anyDay, fc.nat(1e8), fc.nat(300), fc.nat(300), (dueDate, principalCents, lateBy, paidAfter) => {
        const now = at(`${addDays(dueDate, lateBy)} 10:00`);
        const boleto = newBoletoTerms({
          invoice: { amountCents: principalCents, dueDate },
          contract,
          bank,
          now,
          ...saoPaulo,
        });
        const on = addDays(boleto.dueDate, paidAfter);
        const owed = chargesOn({ ...contract, principalCents, dueDate, on }).totalCents;
        expect(amountOn(boleto, on)).toBeLessThanOrEqual(owed + 1);
      }),
    );
  });
});
