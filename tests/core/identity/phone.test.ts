import { describe, expect, it } from "vitest";
import { maskPhone, normalisePhone, phoneVariants } from "../../../src/core/identity/phone.ts";
import { provePhone } from "../../../src/core/identity/proof.ts";

describe("a phone", () => {
  it.each([
    ["5511900000001", "5511900000001"],
    ["+55 (11) 98765-4321", "5511987654321"],
    ["11 8765-4321", "5511987654321"],
    ["011987654321", "5511987654321"],
    ["551187654321@s.whatsapp.net", "5511987654321"],
    ["1133334444", "551133334444"],
    ["+1 202 555 0100", undefined],
    ["", undefined],
    ["oi", undefined],
  ])("%s is %s", (text, phone) => expect(normalisePhone(text)).toBe(phone));

  it("is known with and without the ninth digit, and masked where it is not needed", () => {
    expect(phoneVariants("5511987654321")).toEqual(["5511987654321", "551187654321"]);
    expect(phoneVariants("551133334444")).toEqual(["551133334444"]);
    expect(maskPhone("5511987654321")).toBe("(11) *****-4321");
  });

  it("proves exactly one subscriber, or nobody", () => {
    expect(provePhone({ phone: "5511987654321", matches: ["a"] })).toEqual({ kind: "proven", subscriberId: "a" });
    expect(provePhone({ phone: "5511987654321", matches: ["a", "b"] }).kind).toBe("ask");
    expect(provePhone({ phone: "5511987654321", matches: [] }).kind).toBe("ask");
    expect(provePhone({ phone: undefined, matches: ["a"] }).kind).toBe("ask");
  });
});
