import { expect, it } from "vitest";
import { provePhone } from "../../../src/core/identity/proof.ts";

const phone = "5511900000001";
const maria = { id: "maria", name: "Maria" };
const jose = { id: "jose", name: "José" };
const ofMaria = { contractId: "m1", subscriberId: "maria" };
const ofJose = { contractId: "j1", subscriberId: "jose" };
const prove = (
  subscribers: (typeof maria)[],
  authorised: (typeof ofMaria)[] = [],
  more: { confirmedId?: string; checks?: boolean; phone?: undefined } = {},
) => provePhone({ phone, owners: { subscribers, authorised }, checks: false, ...more });

it("a phone registered to exactly one subscriber proves that one, also where it stands there twice", () => {
  const account = { ...maria, access: { subscriberId: "maria", contractIds: [] } };
  expect(prove([maria])).toEqual({ kind: "proven", account });
  expect(prove([maria, maria])).toEqual({ kind: "proven", account });
});

it("an authorised phone opens the contracts of one holder, and nothing of the holder's own", () => {
  expect(prove([], [ofMaria])).toEqual({ kind: "proven", account: { id: "maria", access: { contractIds: ["m1"] } } });
  expect(prove([], [ofMaria, ofJose])).toEqual({ kind: "ask", because: "several-subscribers" });
});

it("a subscriber's own phone that is authorised for somebody else's contract opens both", () => {
  expect(prove([jose], [ofMaria])).toEqual({
    kind: "proven",
    account: { ...jose, access: { subscriberId: "jose", contractIds: ["m1"] } },
  });
});

it("a phone that writes for the first time proves nobody before the digits, and a new owner is asked again", () => {
  expect(prove([maria], [], { checks: true }).kind).toBe("confirm");
  expect(prove([], [ofMaria], { checks: true }).kind).toBe("confirm");
  expect(prove([maria], [], { checks: true, confirmedId: "maria" }).kind).toBe("proven");
  expect(prove([jose], [], { checks: true, confirmedId: "maria" }).kind).toBe("confirm");
});

it.each([
  [{}, [], "unknown-phone"],
  [{}, [maria, jose], "several-subscribers"],
  [{ phone: undefined }, [], "no-phone"],
  [{ phone: undefined }, [maria], "no-phone"],
] as const)("%j with %j proves nothing: %s", (more, subscribers, because) => {
  expect(prove([...subscribers], [], more)).toEqual({ kind: "ask", because });
});
