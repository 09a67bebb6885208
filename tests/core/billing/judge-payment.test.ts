import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { chargesOn } from "../../../src/core/billing/money/charges.ts";
import { judgePayment, type PaymentToJudge } from "../../../src/core/billing/money/judge-payment.ts";
import type { PartPayment } from "../../../src/core/billing/money/part-payments.ts";

const day = isoDate;
const contract = { multaBasisPoints: 200, jurosBasisPointsMonth: 100 };
const invoice = { amountCents: 10_000, dueDate: day("2026-12-10") };
const boleto = {
  ...{ dueDate: day("2026-12-10"), amountCents: 10_000, principalCents: 10_000, chargedCents: 0 },
  ...{ multaBasisPoints: 200, jurosPerDayCents: 3 },
};
const discount = { discountCents: 1000, discountUntil: day("2026-12-05") };

const judged = (amountCents: number, paidOn: string, more: Partial<PaymentToJudge> = {}) =>
  judgePayment({
    ...{ amountCents, paidOn: day(paidOn), invoice, contract, boleto, localHolidays: [], toleranceCents: 0 },
    ...more,
  });

describe("a payment covers what was due on its day", () => {
  const withDiscount = { invoice: { ...invoice, ...discount }, boleto: { ...boleto, discount } };
  const withAbatement = { invoice: { ...invoice, abatementCents: 500 }, boleto: { ...boleto, abatementCents: 500 } };
  it.each<[string, number, string, Partial<PaymentToJudge>, number]>([
    ["exactly", 10_000, "2026-12-10", {}, 0],
    ["too much, in time", 10_100, "2026-12-10", {}, 100],
    ["late, with multa and juros as registered", 10_215, "2026-12-15", {}, 0],
    ["late, rounded otherwise by the bank", 10_220, "2026-12-15", {}, 0],
    ["late, and far too much", 10_715, "2026-12-15", {}, 500],
    ["without charges, credited on the next business day", 10_000, "2026-12-11", {}, 0],
    ["without charges, credited two business days after the due date", 10_000, "2026-12-14", {}, 0],
    ["with the discount", 9000, "2026-12-05", withDiscount, 0],
    ["with the discount, credited days later", 9000, "2026-12-08", withDiscount, 0],
    ["with the abatement", 9500, "2026-12-10", withAbatement, 0],
    ["within what the provider lets go", 9990, "2026-12-10", { toleranceCents: 10 }, 0],
  ])("%s", (_, amountCents, paidOn, more, differenceCents) => {
    expect(judged(amountCents, paidOn, more)).toMatchObject({ outcome: "settled", differenceCents });
  });

  it("where the bank could not charge the fractions of juros a day: R$ 29,99 at 1 % is 0 a day", () => {
    const small = { ...boleto, amountCents: 2999, principalCents: 2999, jurosPerDayCents: 0 };
    const owes = { ...invoice, amountCents: 2999 };
    expect(judged(2999 + 60, "2027-01-20", { invoice: owes, boleto: small })).toMatchObject({ outcome: "settled" });
  });

  it("by a new boleto for an overdue invoice, which asks for no charge on its charges", () => {
    const overdue = {
      ...{ dueDate: day("2026-12-30"), amountCents: 10_267, principalCents: 10_000, chargedCents: 267 },
      ...{ multaBasisPoints: 0, jurosPerDayCents: 3 },
    };
    expect(judged(10_267, "2026-12-30", { boleto: overdue })).toMatchObject({ outcome: "settled", differenceCents: 0 });
  });
});

describe("a payment of less is a part", () => {
  it.each<[string, number, string, Partial<PaymentToJudge>, number]>([
    ["by a cent: nothing of the principal is let go", 9999, "2026-12-10", {}, -1],
    ["by a cent more than the provider lets go", 9989, "2026-12-10", { toleranceCents: 10 }, -11],
    // Two business days before 15/12: 11/12, one day late. 2 % and 3 cents.
    ["without the charges, long after the due date", 10_000, "2026-12-15", {}, -203],
    [
      "of less than the discount leaves: the discount stays for who pays the rest in time",
      8900,
      "2026-12-04",
      { invoice: { ...invoice, ...discount }, boleto: { ...boleto, discount } },
      -100,
    ],
  ])("%s", (_, amountCents, paidOn, more, differenceCents) => {
    expect(judged(amountCents, paidOn, more)).toMatchObject({ outcome: "parcial", differenceCents });
  });

  it("of a boleto for the rest alone, where an earlier part was taken back", () => {
    const forTheRest = { ...boleto, amountCents: 4000, principalCents: 4000 };
    expect(judged(4000, "2026-12-10", { boleto: forTheRest })).toMatchObject({
      outcome: "parcial",
      differenceCents: -6000,
    });
  });

  const paidLate = judged(6000, "2026-12-24");
  const part: PartPayment = { amountCents: 6000, paidOn: day("2026-12-24"), ...paidLate };

  it("fixes the charges of its day: multa once, juros on the rest from then on", () => {
    // Two business days before 24/12: 22/12, 12 days late. 12 × 3 cents were registered, not 40.
    expect(paidLate).toEqual({ outcome: "parcial", differenceCents: -4236, multaCents: 200, jurosCents: 36 });
    const on = (date: string) =>
      chargesOn({ ...invoice, ...contract, principalCents: 10_000, partPayments: [part], on: day(date) }).totalCents;
    expect(on("2026-12-24")).toBe(4236);
    // 30 days of 1 % a month on R$ 40,00; nothing on the R$ 2,36.
    expect(on("2027-01-23")).toBe(4276);
  });

  it("adds up with others, and the last one settles", () => {
    const owes = { ...invoice, partPayments: [part] };
    const rest = {
      ...{ dueDate: day("2026-12-24"), amountCents: 4236, principalCents: 4236, chargedCents: 0 },
      ...{ multaBasisPoints: 0, jurosPerDayCents: 1 },
    };
    expect(judged(4235, "2026-12-24", { invoice: owes, boleto: rest })).toMatchObject({ differenceCents: -1 });
    expect(judged(4236, "2026-12-24", { invoice: owes, boleto: rest })).toMatchObject({
      outcome: "settled",
      differenceCents: 0,
    });
  });

  it("followed by one for the full amount: what came too much is told", () => {
    const owes = { ...invoice, partPayments: [{ ...part, paidOn: day("2026-12-09"), multaCents: 0, jurosCents: 0 }] };
    expect(judged(10_000, "2026-12-10", { invoice: owes })).toEqual({
      outcome: "settled",
      differenceCents: 6000,
      multaCents: 0,
      jurosCents: 0,
    });
  });
});
