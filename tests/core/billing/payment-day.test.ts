import { describe, expect, it } from "vitest";
import { isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { fileRegistrationDay, firstPaymentDay, payableUntil } from "../../../src/core/billing/calendar/payment-day.ts";
import { at, saoPaulo } from "./days.ts";

describe("the first day on which a boleto asked for now can be paid", () => {
  it.each([
    ["2026-11-24 14:02", 1800, "2026-11-24"],
    ["2026-11-24 19:30", 1800, "2026-11-24"],
    ["2026-11-24 19:31", 1800, "2026-11-25"],
    ["2026-11-24 23:50", 1800, "2026-11-25"],
    ["2026-12-04 21:00", 1800, "2026-12-07"],
    ["2026-12-05 10:00", 1800, "2026-12-07"],
    ["2026-11-19 21:00", 1800, "2026-11-23"],
    ["2026-11-24 14:02", 86_400, "2026-11-25"],
  ])("asked %s with a window of %i s: %s", (now, windowSeconds, day) => {
    expect(firstPaymentDay(at(now), { cutOff: "20:00", windowSeconds }, saoPaulo)).toBe(day);
  });

  it("skips local holidays", () => {
    expect(
      firstPaymentDay(
        at("2026-11-24 14:02"),
        { cutOff: "20:00", windowSeconds: 0 },
        { ...saoPaulo, localHolidays: ["2026-11-24"] },
      ),
    ).toBe("2026-11-25");
  });
});

describe("a bank by file registers on the business day after the one that takes the file", () => {
  it.each([
    ["before the cut-off", "2026-11-24 14:02", "2026-11-25"],
    ["up to the cut-off, no window before it", "2026-11-24 20:00", "2026-11-25"],
    ["after the cut-off", "2026-11-24 20:01", "2026-11-26"],
    ["Thursday after the cut-off", "2026-12-03 21:00", "2026-12-07"],
    ["Friday", "2026-12-04 10:00", "2026-12-07"],
    ["Friday after the cut-off: the file goes on Monday", "2026-12-04 21:00", "2026-12-08"],
    ["Saturday: the file goes on Monday", "2026-12-05 10:00", "2026-12-08"],
    ["over the holiday of 20 November", "2026-11-19 10:00", "2026-11-23"],
  ])("%s", (_, now, day) => {
    expect(fileRegistrationDay(at(now), "20:00", saoPaulo)).toBe(day);
  });
});

describe("the last day on which a bank takes a boleto", () => {
  it.each([
    ["2026-12-10", 59, "2027-02-07"],
    ["2026-12-10", 0, "2026-12-10"],
    ["2026-12-19", 0, "2026-12-21"],
    ["2026-12-19", 1, "2026-12-21"],
    ["2026-12-19", 3, "2026-12-22"],
  ])("due %s with %i days is %s: never before a payment in time is over", (due, days, last) => {
    expect(payableUntil(isoDate(due), days)).toBe(last);
  });

  it("waits for a local holiday too", () => {
    expect(payableUntil(isoDate("2026-12-07"), 0, ["2026-12-07"])).toBe("2026-12-08");
  });
});
