import { describe, expect, it } from "vitest";
import { nationalHolidays } from "../../../src/core/billing/calendar/calendar.ts";
import { easterSunday } from "../../../src/core/billing/calendar/easter-sunday.ts";

describe("Easter", () => {
  it.each([
    [1954, "1954-04-18", "where Gauss's rule without its exceptions says the 25th"],
    [1981, "1981-04-19", "where it says the 26th"],
    [2008, "2008-03-23", "early"],
    [2024, "2024-03-31", "in March"],
    [2026, "2026-04-05", "in April"],
    [2038, "2038-04-25", "the latest there is"],
    [2100, "2100-03-28", "in a century without a leap day"],
    [2285, "2285-03-22", "the earliest there is"],
  ])("of %i is on %s: %s", (year, day) => {
    expect(easterSunday(year)).toBe(day);
  });
});

describe("the days of a year on which no bank is open", () => {
  it.each([
    [
      "2023",
      "01-01 02-20 02-21 04-07 04-21 05-01 06-08 09-07 10-12 11-02 11-15 12-25",
      "before Black Consciousness was one",
    ],
    ["2024", "01-01 02-12 02-13 03-29 04-21 05-01 05-30 09-07 10-12 11-02 11-15 11-20 12-25", "after it"],
    ["2027", "01-01 02-08 02-09 03-26 04-21 05-01 05-27 09-07 10-12 11-02 11-15 11-20 12-25", "with Easter in March"],
    ["2038", "01-01 03-08 03-09 04-21 04-23 05-01 06-24 09-07 10-12 11-02 11-15 11-20 12-25", "with the latest Easter"],
    ["2076", "01-01 03-02 03-03 04-17 04-21 05-01 06-18 09-07 10-12 11-02 11-15 11-20 12-25", "a leap year"],
  ])("%s: %s, %s", (year, days) => {
    expect([...nationalHolidays(year)].sort()).toEqual(days.split(" ").map((day) => `${year}-${day}`));
  });
});
