import { isOver } from "../../core/boleto/boleto-status.ts";
import { checkTitle } from "../../core/cnab240/render-remittance.ts";
import type { Clock, Registrar } from "../../core/ports.ts";

const askAgainMs = 6 * 3_600_000;

/**
 * A bank by file: it is told by the next remessa and answers by its return files, so there is nobody to be asked. What
 * would not fit into the file is refused at once, while the subscriber can still choose another bank.
 */
export function createFileRegistrar({
  clock,
  wasSent,
}: {
  clock: Clock;
  /** Has a remessa entered this boleto? */
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
      // No remessa enters it any more, or its bank has taken it back: nothing is left to be done.
      if (isOver(boleto.status) || !(await wasSent(boleto.id))) return { kind: "cancelled" };
      return { kind: "later", retryAt: new Date(clock.now().getTime() + askAgainMs) };
    },
  };
}
