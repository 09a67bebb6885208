import { AppError } from "../../app-error.ts";
import { lastCutOff } from "../../billing/calendar/payment-day.ts";
import { checkTitle, renderRemittance } from "../../cnab240/render-remittance.ts";
import type { RemittanceTitle } from "../../cnab240/title-values.ts";
import { errorName } from "../../privacy/error-name.ts";
import type { BankWalletRecord } from "../../records/boleto-records.ts";
import { settleRegistrationIn } from "../boletos/settle-registration.ts";
import type { Deps } from "../deps.ts";

/** A remessa that was made, or would be in a dry run. */
export interface MadeRemittance {
  nsa: number;
  fileName: string;
  content: string;
  entered: number;
  takenBack: number;
  /** Boletos whose due date is to change. */
  moved: number;
}

/** Result of a run. `refused`: boletos that do not fit into the bank's file, and why. */
export interface RemittanceResult {
  made?: MadeRemittance;
  refused: readonly { boletoId: string; nossoNumero: string; message: string }[];
}

const patienceMs = 120_000;

/**
 * Makes and stores a bank wallet's remessa with everything that waits since before `until`. The file, its number and
 * its requests are committed together, so that no boleto is entered by two files. A boleto that does not fit is treated
 * as refused by the bank. Without requests there is no file. `dryRun` changes nothing. Throws AppError if the file
 * cannot be rendered.
 */
export async function makeRemittance(
  deps: Deps,
  { wallet, until, dryRun = false }: { wallet: BankWalletRecord; until: Date; dryRun?: boolean },
): Promise<RemittanceResult> {
  const result = await deps.storage.transaction(
    async (records): Promise<RemittanceResult> => {
      const now = deps.clock.now();
      const { titles, refused } = splitTitles(wallet, await records.files.remittanceTitles(wallet.id, until));
      if (!dryRun)
        for (const { boletoId, message } of refused)
          await settleRegistrationIn(records, deps, boletoId, { kind: "refused", reason: message });
      if (titles.length === 0) return { refused };
      const nsa = await records.files.takeRemittanceNumber(wallet.id, Number(wallet.cnab.primeiraRemessa ?? 1));
      const rendered = renderRemittance({ wallet, nsa, at: now, titles });
      if (!rendered.ok) throw new AppError("remittance", `${rendered.error.field}: ${rendered.error.message}`);
      const fileName = `remessa-${wallet.bankCode}-${String(nsa).padStart(6, "0")}.rem`;
      const { content } = rendered;
      const count = (movement: string) => titles.filter((title) => title.movement === movement).length;
      const counts = { entered: count("01"), takenBack: count("02"), moved: count("06") };
      await records.files.insertRemittance({ bankWalletId: wallet.id, nsa, fileName, content, madeAt: now, titles });
      await records.addEvent("remittance.made", { bankCode: wallet.bankCode, nsa, fileName, ...counts }, now);
      return { made: { nsa, fileName, content, ...counts }, refused };
    },
    { patienceMs, rollback: dryRun },
  );
  if (result.refused.length > 0 && !dryRun) await deps.deliverDue();
  return result;
}

function splitTitles(wallet: BankWalletRecord, waiting: readonly RemittanceTitle[]) {
  const titles: RemittanceTitle[] = [];
  const refused: { boletoId: string; nossoNumero: string; message: string }[] = [];
  for (const title of waiting) {
    const checked = checkTitle(title, wallet);
    const { id: boletoId, nossoNumero = "" } = title.boleto;
    if (checked.ok) titles.push(title);
    else refused.push({ boletoId, nossoNumero, message: checked.error.message });
  }
  return { titles, refused };
}

/**
 * Job: makes the remessas of all bank wallets whose cut-off has passed. A failure is recorded as an event and does not
 * stop the others. Idempotent.
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
