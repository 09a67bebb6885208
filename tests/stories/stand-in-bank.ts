import type { RegistrationRequest } from "../../src/core/ports.ts";
import type { BankAnswer, CancelAnswer } from "../../src/core/registration/bank-answer.ts";
import type { Service } from "../support/start-chat.ts";

/** A bank that says what the story has it say, and writes down what it was asked and when. */
export function standInBank(
  { app, clock }: Service,
  says: { register?: BankAnswer; lookUp?: BankAnswer; cancel?: CancelAnswer } = {},
) {
  const asked: { what: "register" | "lookUp" | "cancel"; reference: string; at: Date }[] = [];
  const before: { register?: () => Promise<void>; lookUp?: () => Promise<void> } = {};
  const note = (what: (typeof asked)[number]["what"], { reference }: RegistrationRequest) =>
    void asked.push({ what, reference, at: clock() });
  app.deps.registrarOf = () => ({
    async register(request) {
      note("register", request);
      await before.register?.();
      return says.register ?? { kind: "processing" };
    },
    async lookUp(request) {
      note("lookUp", request);
      await before.lookUp?.();
      return says.lookUp ?? { kind: "processing" };
    },
    async cancel(request) {
      note("cancel", request);
      return says.cancel ?? { kind: "cancelled" };
    },
  });
  return {
    /** Change it and the bank changes its mind. */
    says,
    asked,
    /** What it does before it answers. */
    before,
    /** Resolves as soon as it was asked. */
    async isAsked(what: (typeof asked)[number]["what"]) {
      while (!asked.some((one) => one.what === what)) await new Promise(setImmediate);
    },
    times: (what: (typeof asked)[number]["what"]) => asked.filter((one) => one.what === what).length,
  };
}
