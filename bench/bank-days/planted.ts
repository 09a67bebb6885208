import type { Registrar } from "../../src/core/ports.ts";
import type { Deps } from "../../src/core/use-cases/deps.ts";

/** A fault of our own, built in to see that the comparison finds it. */
export type Planted =
  /** A bank's word that something was paid is not heard. */
  | "deaf to payments"
  /** What was sent is not looked for before it is sent again. */
  | "repeats without looking"
  /** A refusal of a repeat counts, as if the bank had nothing. */
  | "believes a refused repeat"
  /** A boleto is taken for cancelled without asking its bank. */
  | "cancels without the bank"
  /** Amounts are a cent too high. */
  | "counts a cent too much";

const registrars: Readonly<Record<Planted, (registrar: Registrar) => Partial<Registrar>>> = {
  "deaf to payments": (registrar) => ({
    lookUp: async (request) => {
      const answer = await registrar.lookUp(request);
      return answer.kind === "paid" ? { kind: "registered" } : answer;
    },
    cancel: async (request) => {
      const answer = await registrar.cancel(request);
      return answer.kind === "paid" ? { kind: "unknown" } : answer;
    },
    payments: async () => ({ kind: "payments", payments: [] }),
  }),
  "repeats without looking": () => ({ lookUp: async () => ({ kind: "not-found" }) }),
  "believes a refused repeat": (registrar) => ({
    lookUp: async (request) =>
      request.boleto.status === "registering" ? { kind: "refused", reason: "repeat" } : registrar.lookUp(request),
  }),
  "cancels without the bank": () => ({ cancel: async () => ({ kind: "cancelled" }) }),
  "counts a cent too much": (registrar) => ({
    lookUp: async (request) => {
      const answer = await registrar.lookUp(request);
      return answer.kind === "paid" && answer.amountCents ? { ...answer, amountCents: answer.amountCents + 1 } : answer;
    },
  }),
};

/** Builds a fault into a running service. */
export function plant(deps: Deps, fault: Planted): void {
  const { registrarOf } = deps;
  deps.registrarOf = (bankWallet) => {
    const registrar = registrarOf(bankWallet);
    return bankWallet.registersBy === "api" ? { ...registrar, ...registrars[fault](registrar) } : registrar;
  };
}
