import { maySee } from "../../identity/access.ts";
import { boletoCard } from "./boleto-card.ts";
import type { EffectRunner } from "./effect-scope.ts";

/** The effects that lead from the Central to a chat, and back. */
export const webEffects: {
  "watch-boletos": EffectRunner<"watch-boletos">;
  "open-central": EffectRunner<"open-central">;
} = {
  async "watch-boletos"(_, now, { records, account, chatId }) {
    if (account === undefined) throw new Error("Only a proven subscriber's boletos are watched");
    const boletos = [];
    for (const { invoice, living } of await records.owedInvoices(account.access)) {
      if (!living || (await records.invoiceCase(invoice.id))?.living?.status !== "registering") continue;
      // Read again, now under the lock, because the notice may have been sent meanwhile.
      const invoiceCase = await records.writes().invoiceCase(invoice.id, true);
      if (invoiceCase?.living?.status !== "registering" || !maySee(account.access, invoiceCase.contract)) continue;
      await records.writes().watchBoleto(invoiceCase.living.id, chatId, now);
      boletos.push(boletoCard(invoiceCase.living, invoiceCase, now));
    }
    return { result: { kind: "boletos-watched", boletos } };
  },

  async "open-central"(_, now, { records, account, deps }) {
    const subscriberId = account?.access.subscriberIds[0];
    if (deps.centralUrl === undefined || subscriberId === undefined)
      return { result: { kind: "central-opened", because: subscriberId === undefined ? "not-holder" : "off" } };
    const token = await records.writes().openLink({ subscriberId, purpose: "central" }, now);
    return { result: { kind: "central-opened", url: `${deps.centralUrl}/abrir/${token}` } };
  },
};
