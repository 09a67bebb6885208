import { isOver } from "../../core/boleto/boleto-status.ts";
import { checkTitle } from "../../core/cnab240/render-remittance.ts";
import type { Clock, Registrar } from "../../core/ports.ts";

const askAgainMs = 6 * 3_600_000;

/**
 * Creates the registrar of a bank by file: boletos go out with the next remessa and answers come in return files, so
 * no call is made. A boleto that does not fit the file is refused at once, while the subscriber can still choose
 * another bank.
 */
export function createFileRegistrar({
  clock,
  wasSent,
}: {
  clock: Clock;
  /** Returns whether a remessa has entered this boleto. */
  wasSent(boletoId: string): Promise<boolean>;
}): Registrar {
  return {
    async register({ boleto, bankWallet }) {
      const checked = checkTitle({ movement: "01", boleto }, bankWallet);
      return checked.ok ? { kind: "processing" } : { kind: "refused", reason: checked.error.message };
    },
    async lookUp({ boleto }) {
      if (isOver(boleto.status)) return { kind: "closed", reason: "Baixado pelo arquivo do banco." };
      return boleto.status === "registering" ? { kind: "processing" } : { kind: "registered" };
    },
    async cancel({ boleto }) {
      // Nothing to cancel: no remessa will enter it, or the bank has already withdrawn it.
      if (isOver(boleto.status) || !(await wasSent(boleto.id))) return { kind: "cancelled" };
      return { kind: "later", retryAt: new Date(clock.now().getTime() + askAgainMs) };
    },
  };
}
