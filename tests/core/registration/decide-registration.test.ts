import { describe, expect, it } from "vitest";
import type { BankAnswer } from "../../../src/core/registration/bank-answer.ts";
import { decideRegistration } from "../../../src/core/registration/decide-registration.ts";

const issuedAt = new Date("2026-11-24T17:02:00Z");
const minutes = (count: number) => new Date(issuedAt.getTime() + count * 60_000);
const boleto = { issuedAt, promisedAt: minutes(30), lookUps: 0 };
const stillAtIt: BankAnswer[] = [{ kind: "processing" }, { kind: "unknown" }, { kind: "not-found" }];

describe("what follows from the bank's word", () => {
  it.each([0, 29, 30, 600])("is payable as soon as it says registered, at minute %i", (minute) => {
    expect(decideRegistration(boleto, { kind: "registered" }, minutes(minute))).toEqual({
      kind: "payable",
      unconfirmed: false,
    });
  });

  it.each([0, 29, 30, 600])("is rejected as soon as it refuses, at minute %i", (minute) => {
    expect(decideRegistration(boleto, { kind: "refused", reason: "x" }, minutes(minute))).toEqual({
      kind: "rejected",
      reason: "x",
    });
  });

  it("is payable, not confirmed, at the window's end where the bank cannot tell, and not a moment before", () => {
    const cannotTell: BankAnswer = { kind: "cannot-tell" };
    expect(decideRegistration(boleto, cannotTell, new Date(minutes(30).getTime() - 1)).kind).toBe("wait");
    expect(decideRegistration(boleto, cannotTell, minutes(30))).toEqual({ kind: "payable", unconfirmed: true });
  });

  it.each(stillAtIt)("is waiting, within the window without a word, after it with one: $kind", (answer) => {
    const within = { kind: "wait", nextLookUpAt: minutes(30), escalate: false };
    expect(decideRegistration(boleto, answer, minutes(29))).toEqual(within);
    expect(decideRegistration(boleto, answer, minutes(30))).toMatchObject({ kind: "wait", delay: "slow" });
    const told = { ...boleto, delayToldAt: minutes(30) };
    expect(decideRegistration(told, answer, minutes(40))).not.toHaveProperty("delay");
  });

  it("is waiting at a bank by file that cannot tell: only the return file makes it payable", () => {
    const byFile = { ...boleto, byFile: true };
    expect(decideRegistration(byFile, { kind: "cannot-tell" }, minutes(31))).toMatchObject({ delay: "slow" });
    expect(decideRegistration(byFile, { kind: "registered" }, minutes(31)).kind).toBe("payable");
  });

  it("calls nobody after 24 hours while a longer promise still stands", () => {
    const longer = { ...boleto, promisedAt: minutes(72 * 60) };
    const escalate = (minute: number) => decideRegistration(longer, { kind: "processing" }, minutes(minute));
    expect(escalate(72 * 60 - 1)).toMatchObject({ escalate: false });
    expect(escalate(72 * 60)).toMatchObject({ escalate: true });
  });

  it("asks when the bank hints at it, where that is ahead and within the window", () => {
    const next = (hint: Date) =>
      decideRegistration(boleto, { kind: "processing", nextLookUpAt: hint }, minutes(5)) as { nextLookUpAt: Date };
    expect(next(minutes(8)).nextLookUpAt).toEqual(minutes(8));
    expect(next(minutes(4)).nextLookUpAt).toEqual(minutes(30));
    expect(next(minutes(300)).nextLookUpAt).toEqual(minutes(30));
  });

  it.each([0, 1, 5, 50])(
    "asks again a quarter window after its end, then in pauses that double to half an hour, after %i look-ups within it",
    (lookUps) => {
      const polled = { ...boleto, lookUps };
      const asked = [30];
      while (asked.length < 6) {
        const now = minutes(asked.at(-1) ?? 0);
        const decision = decideRegistration(polled, { kind: "processing" }, now);
        if (decision.kind === "wait") asked.push((decision.nextLookUpAt.getTime() - issuedAt.getTime()) / 60_000);
      }
      expect(asked).toEqual([30, 37.5, 52.5, 82.5, 112.5, 142.5]);
    },
  );

  it("asks half an hour later, at the latest, if the first look-up comes hours after the window", () => {
    const decision = decideRegistration(boleto, { kind: "processing" }, minutes(300));
    expect(decision).toMatchObject({ kind: "wait", nextLookUpAt: minutes(330) });
  });

  it("is told at once where the bank has trouble, and asks when its circuit closes", () => {
    const answer: BankAnswer = { kind: "in-trouble", retryAt: minutes(7) };
    expect(decideRegistration(boleto, answer, minutes(5))).toMatchObject({
      delay: "in-trouble",
      nextLookUpAt: minutes(7),
    });
    const told = { ...boleto, delayToldAt: minutes(5) };
    expect(decideRegistration(told, answer, minutes(6))).not.toHaveProperty("delay");
  });

  it("is never payable without numbers, whatever the bank says and however late it is", () => {
    const unnumbered = { ...boleto, unnumbered: true };
    for (const answer of [{ kind: "registered" }, { kind: "cannot-tell" }] as const)
      expect(decideRegistration(unnumbered, answer, minutes(31)).kind).toBe("wait");
  });

  it("is a mismatch where the bank registered something else than was asked for", () => {
    const wrong = { ok: false as const, reason: "valor" };
    expect(decideRegistration(boleto, { kind: "registered" }, minutes(1), wrong)).toEqual({
      kind: "mismatch",
      reason: "valor",
    });
  });

  it("calls a person after 24 hours, once", () => {
    const day = 24 * 60;
    const escalate = (more: object, minute: number) =>
      decideRegistration({ ...boleto, ...more }, { kind: "processing" }, minutes(minute));
    expect(escalate({}, day - 1)).toMatchObject({ escalate: false });
    expect(escalate({}, day)).toMatchObject({ escalate: true });
    expect(escalate({ escalatedAt: minutes(day) }, day + 30)).toMatchObject({ escalate: false });
  });
});
