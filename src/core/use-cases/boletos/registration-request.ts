import type { RegistrationRequest } from "../../ports.ts";
import type { BoletoRecord, BoletoRecords } from "../../records/boleto-records.ts";

/** Returns what a bank is told about a boleto; undefined for a boleto that was issued elsewhere. */
export async function registrationRequest(
  records: BoletoRecords,
  boleto: BoletoRecord,
): Promise<RegistrationRequest | undefined> {
  const bank = boleto.bankWalletId === undefined ? undefined : await records.bankWallet(boleto.bankWalletId);
  return bank && { reference: boleto.id, boleto, bankWallet: bank };
}
