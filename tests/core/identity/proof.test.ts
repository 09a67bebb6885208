import { expect, it } from "vitest";
import type { Registered } from "../../../src/core/identity/access.ts";
import { provePhone } from "../../../src/core/identity/proof.ts";

const phone = "5511900000001";
const maria = { id: "maria", name: "Maria" };
const jose = { id: "jose", name: "José" };
const ofMaria = { contractId: "m1", subscriberId: "maria" };
const ofJose = { contractId: "j1", subscriberId: "jose" };
const prove = (
  subscribers: Registered[],
  authorised: (typeof ofMaria)[] = [],
  more: { confirmedId?: string; checks?: boolean; phone?: undefined } = {},
) => provePhone({ phone, owners: { subscribers, authorised }, checks: false, ...more });

it("a phone registered to exactly one subscriber proves that one, also where it stands there twice", () => {
  const account = { ...maria, access: { subscriberIds: ["maria"], contractIds: [] } };
  expect(prove([maria])).toEqual({ kind: "proven", account });
  expect(prove([maria, maria])).toEqual({ kind: "proven", account });
});

it("a phone in two registrations of one person proves the newest, and opens both", () => {
  const second = { id: "maria-2", name: "Maria S.", also: ["maria"] };
  const account = { id: "maria-2", name: "Maria S.", access: { subscriberIds: ["maria-2", "maria"], contractIds: [] } };
  expect(prove([second, { ...maria, also: ["maria-2"] }])).toEqual({ kind: "proven", account });
  expect(prove([second, jose])).toEqual({ kind: "ask", because: "several-subscribers" });
  expect(prove([second, { ...maria, also: ["maria-2"] }], [], { checks: true, confirmedId: "maria" }).kind).toBe(
    "proven",
  );
});

it("an authorised phone opens the contracts of one holder, and nothing of the holder's own", () => {
  expect(prove([], [ofMaria])).toEqual({
    kind: "proven",
    account: { id: "maria", access: { subscriberIds: [], contractIds: ["m1"] } },
  });
  expect(prove([], [ofMaria, ofJose])).toEqual({ kind: "ask", because: "several-subscribers" });
});

it("a subscriber's own phone that is authorised for somebody else's contract opens both", () => {
  expect(prove([jose], [ofMaria])).toEqual({
    kind: "proven",
    account: { ...jose, access: { subscriberIds: ["jose"], contractIds: ["m1"] } },
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
