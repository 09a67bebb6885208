import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { paymentDifference } from "../../../src/core/billing/money/payment-difference.ts";

const terms = { dueDate: isoDate("2026-12-10"), amountCents: 10_000, multaBasisPoints: 200, jurosPerDayCents: 3 };
const discount = { discountCents: 1000, discountUntil: isoDate("2026-12-05") };

describe("what was paid too little or too much", () => {
  it.each([
    ["exactly", {}, 10_000, "2026-12-10", 0],
    ["a cent too little", {}, 9999, "2026-12-10", -1],
    ["too much, in time", {}, 10_100, "2026-12-10", 100],
    ["late, with multa and juros as registered", {}, 10_000 + 200 + 15, "2026-12-15", 0],
    ["late, rounded otherwise by the bank", {}, 10_000 + 200 + 15 + 5, "2026-12-15", 0],
    ["late, and far too much", {}, 10_000 + 200 + 15 + 500, "2026-12-15", 500],
    ["late, without charges: never held against anybody", {}, 10_000, "2026-12-15", 0],
    ["with the discount", { discount }, 9000, "2026-12-05", 0],
    ["with the discount, credited days later", { discount }, 9000, "2026-12-08", 0],
    ["less than the discount leaves", { discount }, 8900, "2026-12-05", -100],
    ["with the abatement", { abatementCents: 500 }, 9500, "2026-12-10", 0],
  ] as const)("%s", (_, more, amountCents, paidOn, difference) => {
    expect(paymentDifference({ ...terms, ...more }, { amountCents, paidOn: isoDate(paidOn) }, [])).toBe(difference);
  });
});
