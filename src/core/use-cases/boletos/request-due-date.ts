import type { IsoDate } from "../../billing/calendar/iso-date.ts";
import { localDate } from "../../billing/calendar/local-time.ts";
import { brasilia } from "../../billing/calendar/zone.ts";
import { RegisterError } from "../../register/register-error.ts";
import type { Deps } from "../deps.ts";

/**
 * Puts a request for a new due date into the next remessa, for a bank that registers by file (CNAB 240). The return
 * file of the bank says whether it accepted. Throws RegisterError if the date, the bank or the status of the boleto
 * does not allow it.
 */
export async function requestDueDate({ storage, clock }: Deps, boletoId: string, dueDate: IsoDate): Promise<void> {
  await storage.transaction(async (records) => {
    const boleto = await records.lockBoleto(boletoId);
    if (!boleto) return;
    const zone = (await records.invoiceCase(boleto.invoiceId))?.zone ?? brasilia;
    if (dueDate <= localDate(clock.now(), zone))
      throw new RegisterError("invalid", "dueDate", "esperada uma data depois de hoje");
    const bank = boleto.bankWalletId === undefined ? undefined : await records.bankWallet(boleto.bankWalletId);
    if (bank?.registersBy !== "cnab240")
      throw new RegisterError("conflict", "status", "só o vencimento de um boleto em banco por arquivo pode mudar");
    if (boleto.status !== "payable")
      throw new RegisterError("conflict", "status", `o boleto está ${boleto.status}: o vencimento não muda`);
    if (boleto.dueDate === dueDate) return records.files.askDueDate(boletoId, undefined);
    await records.files.askDueDate(boletoId, dueDate);
  });
}
