import { lastCutOff } from "../billing/last-cut-off.ts";
import { errorName } from "../privacy/error-name.ts";
import type { Deps } from "./deps.ts";
import { makeRemittance } from "./make-remittance.ts";

/**
 * Job: the remessas of all bank wallets whose cut-off is over, each with what waited for it. One that breaks is an event,
 * and the others are made. Run again, it finds nothing left.
 */
export async function makeDueRemittances(deps: Deps): Promise<void> {
  for (const wallet of await deps.storage.fileBankWallets()) {
    const now = deps.clock.now();
    try {
      await makeRemittance(deps, { wallet, until: lastCutOff(now, wallet.cutOff) });
    } catch (error) {
      const data = { bankCode: wallet.bankCode, reason: errorName(error) };
      await deps.storage.transaction((records) => records.addEvent("remittance.failed", data, now));
    }
  }
}
