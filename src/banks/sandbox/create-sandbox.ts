import { AppError } from "../../core/app-error.ts";
import { composeBars } from "../../core/boleto/compose-bars.ts";
import { encodeFatorVencimento } from "../../core/boleto/fator-vencimento.ts";
import type { Clock, Registrar, RegistrationRequest } from "../../core/ports.ts";
import type { BoletoRecord, SandboxOutcome } from "../../core/records/boleto-records.ts";
import type { BankAnswer } from "../../core/registration/bank-answer.ts";

/** The sandbox bank's record of one of our references. */
export interface SandboxTitle {
  outcome: SandboxOutcome;
  receivedAt: Date;
  windowEndAt: Date;
  cancelledAt?: Date;
}

/** The sandbox bank's records, which survive restarts as a real bank's would. */
export interface SandboxBooks {
  find(reference: string): Promise<SandboxTitle | undefined>;
  /** Enters a title unless it exists, and counts the attempts. Returns the stored title. */
  enter(reference: string, title: SandboxTitle): Promise<SandboxTitle>;
  cancel(reference: string, at: Date): Promise<void>;
}

/** Creates a test bank whose outcome for each boleto is set on the bank wallet. No money ever moves. */
export function createSandbox(books: SandboxBooks, clock: Clock): Registrar {
  return {
    async register({ reference, boleto, bankWallet }) {
      const receivedAt = clock.now();
      const outcome = bankWallet.sandboxOutcome ?? "registered";
      // Keeps the promised time even if a busy machine calls late, because tests use short windows.
      const windowEndAt = boleto.promisedAt > receivedAt ? boleto.promisedAt : receivedAt;
      const title = await books.enter(reference, { outcome, receivedAt, windowEndAt });
      if (outcome === "lost_answer")
        throw new AppError("bank-timeout", "O banco de teste não respondeu.", { retry: true });
      return numbered(answer(title, clock.now()), boleto);
    },
    async lookUp({ reference, boleto }: RegistrationRequest) {
      const title = await books.find(reference);
      return title ? numbered(answer(title, clock.now()), boleto) : { kind: "not-found" };
    },
    async cancel({ reference }) {
      await books.cancel(reference, clock.now());
      return { kind: "cancelled" };
    },
  };
}

/** Adds the numbers of a boleto to an answer if its bank assigns them. */
function numbered(answer: BankAnswer, boleto: BoletoRecord): BankAnswer {
  const factor = encodeFatorVencimento(boleto.dueDate);
  if (answer.kind !== "registered" || boleto.codigoBarras !== undefined || !factor) return answer;
  const { id, bankCode, amountCents: valueCents } = boleto;
  const campoLivre = String(BigInt(`0x${id.replaceAll("-", "")}`) % 10n ** 25n).padStart(25, "0");
  const bars = composeBars({ bankCode, factor, valueCents, campoLivre });
  return { ...answer, title: { ...bars, nossoNumero: campoLivre.slice(-11) } };
}

/** Time until each outcome, as a fraction of the window; 1 if absent. */
const readyAfter: Partial<Record<SandboxOutcome, number>> = {
  registered: 0.95,
  lost_answer: 0.95,
  early: 0.25,
  slow: 2,
};

function answer({ outcome, receivedAt, windowEndAt, cancelledAt }: SandboxTitle, now: Date): BankAnswer {
  if (cancelledAt) return { kind: "closed", reason: "Baixa de teste" };
  if (outcome === "refused") return { kind: "refused", reason: "Recusa de teste: carteira não autorizada" };
  if (outcome === "cannot_tell") return { kind: "cannot-tell" };
  const readyAt = new Date(
    receivedAt.getTime() + (windowEndAt.getTime() - receivedAt.getTime()) * (readyAfter[outcome] ?? 1),
  );
  return now >= readyAt ? { kind: "registered" } : { kind: "processing", nextLookUpAt: readyAt };
}
