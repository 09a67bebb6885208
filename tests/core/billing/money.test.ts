import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatBrl, parseBrl, ratioDown, ratioHalfUp } from "../../../src/core/billing/money/money.ts";

describe("an amount is written as Brazilians write it", () => {
  it.each([
    [0, "R$ 0,00"],
    [5, "R$ 0,05"],
    [10990, "R$ 109,90"],
    [111261, "R$ 1.112,61"],
    [9_999_999_999, "R$ 99.999.999,99"],
    [-5, "-R$ 0,05"],
    [-123456, "-R$ 1.234,56"],
  ])("%i cents is %s", (cents, text) => {
    expect(formatBrl(cents)).toBe(text);
  });

  it("refuses fractions of a cent", () => {
    expect(() => formatBrl(0.5)).toThrow(RangeError);
    expect(() => formatBrl(Number.NaN)).toThrow(RangeError);
  });
});

describe("an amount is read only where it can mean one thing", () => {
  it.each([
    ["1.234,56", 123456],
    ["1234,56", 123456],
    ["1234.56", 123456],
    ["1234,5", 123450],
    ["1234.5", 123450],
    ["109", 10900],
    ["1234", 123400],
    ["1.234.567", 123456700],
    ["R$ 109,90", 10990],
    ["r$109,90", 10990],
    ["R$\u00a0109,90", 10990],
    ["  0,05 ", 5],
    ["-R$ 1,00", -100],
    ["R$ -1,00", -100],
    ["\u22121,00", -100],
    ["-0,00", 0],
  ])("%s", (text, cents) => {
    expect(parseBrl(text)).toEqual({ kind: "cents", cents });
  });

  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["1.234", "ambiguous"],
    ["1,234", "ambiguous"],
    ["R$ 1.234", "ambiguous"],
    ["0.123", "ambiguous"],
    ["1,234.56", "ambiguous"],
    ["1,234,567.89", "ambiguous"],
    ["12.34,5", "not-an-amount"],
    ["1.23.456", "not-an-amount"],
    ["1234,567", "not-an-amount"],
    ["1234.567", "not-an-amount"],
    ["1 234", "not-an-amount"],
    ["--1", "not-an-amount"],
    ["1e3", "not-an-amount"],
    [",50", "not-an-amount"],
    ["abc", "not-an-amount"],
    ["99999999999999999", "too-large"],
  ])("refuses %j: %s", (text, reason) => {
    expect(parseBrl(text)).toEqual({ kind: "refused", reason });
  });

  it("reads back whatever it wrote", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
        expect(parseBrl(formatBrl(cents))).toEqual({ kind: "cents", cents });
      }),
    );
  });
});

describe("rounding is half up, once, and exact at any size", () => {
  it.each([
    [[1], 2, 1, 0],
    [[1], 3, 0, 0],
    [[2], 3, 1, 0],
    [[5], 10, 1, 0],
    [[10990, 200], 10_000, 220, 219],
    [[10990, 100, 14], 300_000, 51, 51],
    // In floating point 1.005 * 100 is 100.49999999999999.
    [[1005], 10, 101, 100],
    [[9_999_999_999, 100, 36_500], 300_000, 121_666_666_655, 121_666_666_654],
  ])("%j / %i", (factors, divisor, halfUp, down) => {
    expect(ratioHalfUp(factors, divisor)).toBe(halfUp);
    expect(ratioDown(factors, divisor)).toBe(down);
  });

  it("never moves by more than half a unit, nor the other way from below", () => {
    fc.assert(
      fc.property(fc.nat(1e10), fc.nat(1e4), fc.integer({ min: 1, max: 1e6 }), (a, b, divisor) => {
        const rounded = BigInt(ratioHalfUp([a, b], divisor));
        const twice = 2n * BigInt(a) * BigInt(b);
        const off = 2n * rounded * BigInt(divisor) - twice;
        expect(off <= BigInt(divisor) && off > -BigInt(divisor)).toBe(true);
      }),
    );
  });

  it("is not defined below zero", () => {
    expect(() => ratioHalfUp([-1], 2)).toThrow(RangeError);
  });
});
