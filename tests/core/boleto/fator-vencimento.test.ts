import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, isoDate } from "../../../src/core/billing/calendar/iso-date.ts";
import { decodeFatorVencimento, encodeFatorVencimento } from "../../../src/core/boleto/fator-vencimento.ts";

describe("the factor of a due date", () => {
  it.each([
    ["1997-10-08", "0001"],
    ["2000-07-02", "0999"],
    ["2000-07-03", "1000"],
    ["2025-02-21", "9999"],
    ["2025-02-22", "1000"],
    ["2025-02-23", "1001"],
    ["2028-02-29", "2102"],
    ["2049-10-13", "9999"],
    ["2049-10-14", "1000"],
  ])("of %s is %s", (date, factor) => {
    expect(encodeFatorVencimento(isoDate(date))).toBe(factor);
  });

  it.each(["1997-10-07", "1990-01-01"])("does not exist for %s", (date) => {
    expect(encodeFatorVencimento(isoDate(date))).toBeUndefined();
  });
});

describe("a factor is read by the day on which it is read", () => {
  it.each([
    ["1000", "2024-12-01", "2025-02-22"],
    ["9999", "2024-12-01", "2025-02-21"],
    ["9999", "2026-11-24", "2025-02-21"],
    ["1000", "2026-11-24", "2025-02-22"],
    ["9999", "2049-01-01", "2049-10-13"],
    ["1000", "2049-01-01", "2049-10-14"],
    ["0999", "2000-07-01", "2000-07-02"],
  ])("%s on %s is %s", (factor, today, date) => {
    expect(decodeFatorVencimento(factor, isoDate(today))).toBe(date);
  });

  it("reaches 3000 days back and 5500 ahead, and no further", () => {
    const today = isoDate("2026-11-24");
    const read = (days: number) => {
      const date = addDays(today, days);
      return decodeFatorVencimento(encodeFatorVencimento(date) ?? "", today) === date;
    };
    expect([read(-3001), read(-3000), read(5500), read(5501)]).toEqual([false, true, true, false]);
  });

  it.each(["0000", "999", "10000", "12a4", "", "0001"])("means nothing: %j", (factor) => {
    expect(decodeFatorVencimento(factor, isoDate("2026-11-24"))).toBeUndefined();
  });

  it("gives back every date of the window, on any day until 2070", () => {
    const day = fc.integer({ min: 0, max: 70 * 365 }).map((days) => addDays(isoDate("2000-07-03"), days));
    fc.assert(
      fc.property(day, fc.integer({ min: -3000, max: 5500 }), (today, offset) => {
        const date = addDays(today, offset);
        const factor = encodeFatorVencimento(date);
        fc.pre(factor !== undefined);
        expect(decodeFatorVencimento(factor ?? "", today)).toBe(date);
      }),
    );
  });

  it("leaves exactly 499 of the 9000 factors of a cycle without a meaning", () => {
    const all = Array.from({ length: 9000 }, (_, index) => String(index + 1000));
    const dead = all.filter((factor) => !decodeFatorVencimento(factor, isoDate("2035-06-01")));
    expect(dead).toHaveLength(499);
  });
});
