import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, type IsoDate, isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import {
  addMonths,
  dayIn,
  daysIn,
  firstDay,
  lastDay,
  type Month,
  monthOf,
} from "../../../src/core/billing/calendar/month.ts";
import { type BillingPlan, type KnownInvoice, planInvoices } from "../../../src/core/billing/invoices/plan-invoices.ts";

const month = (text: string) => text as Month;
const plan = (more: Partial<BillingPlan> = {}): BillingPlan => ({
  priceCents: 10_990,
  discountCents: 0,
  dueDay: 10,
  daysBefore: 10,
  from: month("2026-11"),
  ...more,
});
const run = (of: BillingPlan, today: string, known: KnownInvoice[] = [], until?: string) =>
  planInvoices(of, known, { today: isoDate(today), ...(until && { until: isoDate(until) }) });
const made = (of: BillingPlan, today: string, known: KnownInvoice[] = []) =>
  run(of, today, known).planned.map(
    ({ competence, dueDate, amountCents }) => `${competence} ${dueDate} ${amountCents}`,
  );

describe("the month's invoice", () => {
  it.each([
    ["not a day too early", "2026-11-29", []],
    ["on its day", "2026-11-30", ["2026-11 2026-12-10 10990"]],
    ["later, where nothing ran that day", "2026-12-05", ["2026-11 2026-12-10 10990"]],
    ["late by more: due as long after as it would have been known before", "2026-12-20", ["2026-11 2026-12-30 10990"]],
  ])("is made %s", (_, today, expected) => expect(made(plan(), today)).toEqual(expected));

  it.each([
    [31, "2027-01", "2027-02-28"],
    [29, "2027-01", "2027-02-28"],
    [29, "2028-01", "2028-02-29"],
    [30, "2026-11", "2026-12-30"],
    [31, "2026-10", "2026-11-30"],
  ])("due on day %i, of the use of %s, is due on %s", (dueDay, from, dueDate) => {
    const { planned } = run(plan({ dueDay, from: month(from), daysBefore: 0 }), dueDate);
    expect(planned[0]).toMatchObject({ competence: from, dueDate });
  });

  it.each([
    ["begins in it", { startsOn: isoDate("2026-11-21") }, 3_663, "uso de novembro (10 dias)"],
    ["ends in it", { endsOn: isoDate("2026-11-01") }, 366, "uso de novembro (1 dia)"],
    ["begins on its first day", { startsOn: isoDate("2026-11-01") }, 10_990, "uso de novembro"],
    ["ends on its last day", { endsOn: isoDate("2026-11-30") }, 10_990, "uso de novembro"],
    [
      "begins and ends in it",
      { startsOn: isoDate("2026-11-10"), endsOn: isoDate("2026-11-12") },
      1_099,
      "uso de novembro (3 dias)",
    ],
  ])("of a contract that %s asks for its days", (_, service, amountCents, description) => {
    const { planned } = run(plan(service), "2026-11-30");
    expect(planned).toMatchObject([{ amountCents, description }]);
  });

  it("is the last one after the contract's end, and none comes before its beginning", () => {
    expect(made(plan({ endsOn: isoDate("2026-11-15") }), "2027-06-01")).toHaveLength(1);
    expect(made(plan({ startsOn: isoDate("2027-01-01") }), "2026-12-31")).toEqual([]);
  });

  it("is not made where one of another system is due in the same month, and says so", () => {
    const theirs = { dueDate: isoDate("2026-12-22") };
    expect(run(plan(), "2026-11-30", [theirs])).toEqual({
      planned: [],
      skipped: [{ competence: "2026-11", reason: "has-invoice" }],
    });
  });

  it("is not made of days that come to no cent", () => {
    const tiny = plan({ priceCents: 10, endsOn: isoDate("2026-11-01") });
    expect(run(tiny, "2026-11-30").skipped).toEqual([{ competence: "2026-11", reason: "no-amount" }]);
  });

  it("is foreseen on the day on which it will be made", () => {
    expect(run(plan(), "2026-11-25", [], "2027-01-05").planned.map(({ madeOn }) => madeOn)).toEqual([
      "2026-11-30",
      "2026-12-31",
    ]);
  });

  it("goes back a year at most, however long nobody billed", () => {
    const { planned } = run(plan({ from: month("1999-01") }), "2026-11-30");
    expect([planned[0]?.competence, planned.length]).toEqual(["2025-11", 13]);
  });
});

const days = fc.integer({ min: 0, max: 1500 }).map((ahead) => addDays(isoDate("2025-01-01"), ahead));
const plans = fc.record({
  priceCents: fc.integer({ min: 1, max: 5_000_000 }),
  share: fc.double({ min: 0, max: 0.999, noNaN: true }),
  dueDay: fc.integer({ min: 1, max: 31 }),
  daysBefore: fc.integer({ min: 0, max: 28 }),
  starts: days,
  length: fc.integer({ min: 0, max: 800 }),
});
const planOf = ({
  priceCents,
  share,
  dueDay,
  daysBefore,
  starts,
  length,
}: typeof plans extends fc.Arbitrary<infer P> ? P : never): BillingPlan => ({
  priceCents,
  discountCents: Math.floor(priceCents * share),
  dueDay,
  daysBefore,
  from: monthOf(starts),
  startsOn: starts,
  endsOn: addDays(starts, length),
});

describe("whatever the plan and the day", () => {
  it("each month of service is billed once, on whichever days the run came", () =>
    fc.assert(
      fc.property(plans, fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }), (given, pauses) => {
        const of = planOf(given);
        const known: KnownInvoice[] = [];
        const skipped = new Set<string>();
        const runOn = (today: IsoDate) => {
          const { planned, skipped: left } = planInvoices(of, known, { today });
          known.push(...planned);
          for (const { competence } of left) skipped.add(competence);
        };
        let today = of.startsOn as IsoDate;
        for (const pause of pauses) {
          runOn(today);
          today = addDays(today, pause);
        }
        // Often enough until the end, so that nothing is older than a year.
        const end = addDays(of.endsOn as IsoDate, 70);
        for (; today < end; today = addDays(today, 200)) runOn(today);
        runOn(end < today ? today : end);
        const months = known.map(({ competence }) => competence as Month);
        const all: Month[] = [];
        for (let one = monthOf(of.startsOn as IsoDate); one <= monthOf(of.endsOn as IsoDate); one = addMonths(one, 1))
          all.push(one);
        expect([...new Set(months)]).toHaveLength(months.length);
        expect([...months, ...skipped].sort()).toEqual(all);
      }),
    ));

  it("asks for what is left after its discount, at most the price, due in the month after, never before it is made", () =>
    fc.assert(
      fc.property(plans, days, fc.integer({ min: 0, max: 60 }), (given, today, ahead) => {
        const of = planOf(given);
        for (const one of planInvoices(of, [], { today, until: addDays(today, ahead) }).planned) {
          expect(one.amountCents).toBeLessThanOrEqual(of.priceCents);
          expect(one.discountCents).toBeLessThan(one.amountCents);
          expect(one.dueDate >= one.madeOn && one.madeOn >= today).toBe(true);
          if (one.madeOn > today) expect(monthOf(one.dueDate)).toBe(addMonths(one.competence, 1));
          expect(daysBetween(one.madeOn, one.dueDate)).toBeLessThanOrEqual(28);
        }
      }),
    ));

  it("a month cut in two asks for the same as the whole, to half a cent each", () =>
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 30 }), (given, at) => {
        const of = { ...planOf(given), discountCents: 0 };
        const cut = dayIn(of.from, Math.min(at, daysIn(of.from) - 1));
        const amount = (startsOn: IsoDate, endsOn: IsoDate) =>
          planInvoices({ ...of, startsOn, endsOn }, [], { today: lastDay(addMonths(of.from, 1)) }).planned[0]
            ?.amountCents ?? 0;
        const both = amount(firstDay(of.from), cut) + amount(addDays(cut, 1), lastDay(of.from));
        expect(Math.abs(both - of.priceCents)).toBeLessThanOrEqual(1);
      }),
    ));
});
