import { describe, expect, it } from "vitest";
import { addDays, isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { isOverdue, overdueBefore } from "../../../src/core/billing/money/charges.ts";

describe("the first due date that is not overdue", () => {
  it.each([
    ["on a Tuesday", "2026-11-24", "2026-11-24"],
    ["on a Monday: Saturday's", "2026-10-19", "2026-10-17"],
    ["on a Sunday: Saturday's", "2026-10-18", "2026-10-17"],
    ["after a holiday on a Friday: that one's", "2026-12-28", "2026-12-25"],
  ])("is the right one %s", (_, today, expected) => expect(overdueBefore(isoDate(today))).toBe(expected));

  it("parts the days as the charges do, on every day of a year", () => {
    for (let day = isoDate("2026-01-01"); day < "2027-01-01"; day = addDays(day, 1)) {
      const first = overdueBefore(day);
      expect([isOverdue(first, day, []), isOverdue(addDays(first, -1), day, [])], day).toEqual([false, true]);
    }
  });
});
