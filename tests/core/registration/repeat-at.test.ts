import { expect, it } from "vitest";
import { decideRegistration } from "../../../src/core/registration/decide-registration.ts";

const minute = (count: number) => new Date(Date.parse("2026-11-24T12:00:00Z") + count * 60_000);
const boleto = { issuedAt: minute(0), promisedAt: minute(30), lookUps: 9 };

it.each([
  ["before the next look-up, it is the next look-up", minute(32), minute(32)],
  ["after the next look-up, it changes nothing", minute(70), minute(61)],
  ["in the past, it changes nothing", minute(20), minute(61)],
])("the time from which a lost boleto may be sent again: %s", (_, repeatAt, nextLookUpAt) => {
  const decision = decideRegistration(boleto, { kind: "unknown", repeatAt }, minute(31));
  expect(decision).toMatchObject({ kind: "wait", nextLookUpAt });
});

it("a boleto that was sent again after its time is looked up as often as a new one, and a slow one is not", () => {
  const answer = { kind: "processing", nextLookUpAt: minute(34) } as const;
  const again = { ...boleto, sentAt: minute(33) };
  expect(decideRegistration(again, answer, minute(33))).toMatchObject({ nextLookUpAt: minute(34) });
  expect(decideRegistration({ ...boleto, sentAt: minute(0) }, answer, minute(33))).toMatchObject({
    nextLookUpAt: minute(63),
  });
});

it("a bank that is only busy is not said to have trouble", () => {
  const answer = { kind: "in-trouble", retryAt: minute(2) } as const;
  expect(decideRegistration(boleto, answer, minute(1))).toMatchObject({ delay: "in-trouble" });
  expect(decideRegistration(boleto, { ...answer, isBusy: true }, minute(1))).not.toHaveProperty("delay");
});
