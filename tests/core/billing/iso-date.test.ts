import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, isoDate, parseIsoDate, weekday } from "../../../src/core/billing/calendar/iso-date.ts";
import { anyDay } from "./days.ts";

describe("a day is one that exists", () => {
  it.each(["2026-11-24", "2024-02-29", "2000-02-29", "1999-12-31"])("%s", (text) => {
    expect(parseIsoDate(text)).toBe(text);
  });

  it.each([
    "2026-02-30",
    "2026-02-29",
    "1900-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-1-1",
    "24/11/2026",
    "",
    "2026-11-24T00:00",
    " 2026-11-24",
  ])("%j is none", (text) => {
    expect(parseIsoDate(text)).toBeUndefined();
    expect(() => isoDate(text)).toThrow(RangeError);
  });
});

describe("days are counted by the calendar", () => {
  it.each([
    ["2026-11-10", 14, "2026-11-24"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2024-02-28", 1, "2024-02-29"],
    ["2026-03-01", -1, "2026-02-28"],
    // The nights on which clocks changed in Brazil.
    ["2018-11-03", 1, "2018-11-04"],
    ["2019-02-16", 1, "2019-02-17"],
  ])("%s and %i days is %s", (from, days, to) => {
    expect(addDays(isoDate(from), days)).toBe(to);
    expect(daysBetween(isoDate(from), isoDate(to))).toBe(days);
  });

  it("what is added is what lies between", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });

  it.each([
    ["2026-11-22", 0],
    ["2026-11-24", 2],
    ["2026-11-21", 6],
    ["1970-01-01", 4],
    ["1969-12-27", 6],
  ])("%s is weekday %i", (day, expected) => {
    expect(weekday(isoDate(day))).toBe(expected);
  });
});
