import type { RegistrationRequest } from "../../ports.ts";
import type { BoletoRecord, BoletoRecords } from "../../records/boleto-records.ts";

/** What the bank is asked about a boleto; undefined for one that is not ours to register. */
export async function registrationRequest(
  records: BoletoRecords,
  boleto: BoletoRecord,
): Promise<RegistrationRequest | undefined> {
  const bank = boleto.bankWalletId === undefined ? undefined : await records.bankWallet(boleto.bankWalletId);
  return bank && { reference: boleto.id, boleto, bankWallet: bank };
}
