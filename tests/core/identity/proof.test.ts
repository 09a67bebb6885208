import { expect, it } from "vitest";
import { provePhone } from "../../../src/core/identity/proof.ts";

const phone = "5511900000001";

it("a phone registered to exactly one subscriber proves that one", () => {
  expect(provePhone({ phone, matches: ["maria"] })).toEqual({ kind: "proven", subscriberId: "maria" });
});

it("the same subscriber found under both forms of the phone is still one", () => {
  expect(provePhone({ phone, matches: ["maria", "maria"] })).toEqual({ kind: "proven", subscriberId: "maria" });
});

it.each([
  [phone, [], "unknown-phone"],
  [phone, ["maria", "jose"], "several-subscribers"],
  [undefined, [], "no-phone"],
  [undefined, ["maria"], "no-phone"],
] as const)("the phone %s with %j proves nothing: %s", (given, matches, because) => {
  expect(provePhone({ phone: given, matches })).toEqual({ kind: "ask", because });
});
