import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generalDv, mod10, mod11, mod11OrZero } from "../../../src/core/boleto/check-digits.ts";

describe("modulo 10", () => {
  it.each([
    ["001905009", 5],
    ["4014481606", 9],
    ["0680935031", 4],
    ["0", 0],
    ["", 0],
  ])("of %j is %i", (digits, digit) => {
    expect(mod10(digits)).toBe(digit);
  });

  it("changes with any single digit", () => {
    fc.assert(
      fc.property(anyDigits(1, 20), fc.nat(19), fc.integer({ min: 1, max: 9 }), (digits, at, shift) => {
        expect(mod10(changed(digits, at % digits.length, shift))).not.toBe(mod10(digits));
      }),
    );
  });
});

describe("modulo 11", () => {
  it.each([
    ["566612457800", 9, 2],
    ["566612457801", 9, 11],
    ["0900000000002", 7, 10],
    ["0900000000007", 7, 11],
    ["12345600005", 9, 10],
  ])("of %s with weights 2 to %i is %i", (digits, lastWeight, digit) => {
    expect(mod11(digits, lastWeight)).toBe(digit);
  });

  it("changes with any single digit before 10 and 11 are folded", () => {
    fc.assert(
      fc.property(anyDigits(1, 44), fc.nat(43), fc.integer({ min: 1, max: 9 }), (digits, at, shift) => {
        expect(mod11(changed(digits, at % digits.length, shift))).not.toBe(mod11(digits));
      }),
    );
  });

  it("is 0 for 10 and 11 where banks number, and 1 in a bar code, which never has 0", () => {
    fc.assert(
      fc.property(anyDigits(1, 43), (digits) => {
        const digit = mod11(digits);
        expect(mod11OrZero(digits)).toBe(digit > 9 ? 0 : digit);
        expect(generalDv(digits)).toBe(digit > 9 ? 1 : digit);
      }),
    );
    expect(mod11OrZero("14000000000000003")).toBe(0);
  });
});

function anyDigits(minLength: number, maxLength: number) {
  return fc.array(fc.nat(9), { minLength, maxLength }).map((digits) => digits.join(""));
}

function changed(digits: string, at: number, shift: number): string {
  return digits.slice(0, at) + ((Number(digits[at]) + shift) % 10) + digits.slice(at + 1);
}
