import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  businessDayAfter,
  isBusinessDay,
  nationalHolidays,
  nextBusinessDay,
} from "../../../src/core/billing/calendar/calendar.ts";
import { daysBetween, isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { anyDay } from "./days.ts";

describe("banks are closed", () => {
  it.each([
    ["2026-11-21", "Saturday"],
    ["2026-11-22", "Sunday"],
    ["2026-01-01", "New Year"],
    ["2026-02-16", "Carnival Monday"],
    ["2026-02-17", "Carnival Tuesday"],
    ["2026-04-03", "Good Friday"],
    ["2026-04-21", "Tiradentes"],
    ["2026-05-01", "Labour Day"],
    ["2026-06-04", "Corpus Christi"],
    ["2026-09-07", "Independence"],
    ["2026-10-12", "Aparecida"],
    ["2026-11-02", "All Souls"],
    ["2027-11-15", "Republic"],
    ["2026-11-20", "Black Consciousness"],
    ["2026-12-25", "Christmas"],
    ["2027-02-08", "Carnival Monday of another year"],
    ["2026-12-31", "the last banking day of the year"],
    ["2027-12-31", "the last banking day of another year"],
    ["2023-12-29", "the last banking day of a year that ends on a Sunday"],
    ["2022-12-30", "the last banking day of a year that ends on a Saturday"],
  ])("on %s, %s", (day) => {
    expect(isBusinessDay(isoDate(day))).toBe(false);
  });

  it.each([
    ["2026-02-18", "Ash Wednesday"],
    ["2026-12-24", "Christmas Eve"],
    ["2026-12-30", "the day before the last banking day"],
    ["2023-12-28", "the day before the last banking day of another year"],
    ["2026-11-24", "any Tuesday"],
    ["2026-07-09", "a holiday of São Paulo alone"],
  ])("but open on %s, %s", (day) => {
    expect(isBusinessDay(isoDate(day))).toBe(true);
  });

  it("elections are no holidays of banks", () => {
    expect(nationalHolidays("2026").has("2026-10-04")).toBe(false);
    expect(nationalHolidays("2026").has("2026-10-25")).toBe(false);
  });

  it("local holidays count, as a list or a set", () => {
    const day = isoDate("2026-12-08");
    expect(isBusinessDay(day, ["2026-12-08"])).toBe(false);
    expect(isBusinessDay(day, new Set(["2026-12-08"]))).toBe(false);
    expect(isBusinessDay(day, ["2026-12-09"])).toBe(true);
  });
});

describe("the next business day", () => {
  it.each([
    ["2026-11-24", "2026-11-24", "2026-11-25"],
    ["2026-11-20", "2026-11-23", "2026-11-23"],
    ["2026-11-21", "2026-11-23", "2026-11-23"],
    ["2026-02-14", "2026-02-18", "2026-02-18"],
    ["2026-12-31", "2027-01-04", "2027-01-04"],
  ])("from %s is %s, and %s strictly after", (day, next, after) => {
    expect(nextBusinessDay(isoDate(day))).toBe(next);
    expect(businessDayAfter(isoDate(day))).toBe(after);
  });

  it("is a business day, its own next one, and never more than five days off", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const next = nextBusinessDay(day);
        expect(isBusinessDay(next)).toBe(true);
        expect(nextBusinessDay(next)).toBe(next);
        expect(next >= day && daysBetween(day, next) <= 5).toBe(true);
        expect(businessDayAfter(day) > day).toBe(true);
      }),
    );
  });

  it("skips a local holiday", () => {
    expect(nextBusinessDay(isoDate("2026-12-05"), ["2026-12-07", "2026-12-08"])).toBe("2026-12-09");
  });
});
