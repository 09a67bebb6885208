import type { RegistrationRequest } from "../../ports.ts";
import type { BoletoRecord, BoletoRecords } from "../../records/boleto-records.ts";

/** Returns the request that a bank gets about a boleto; undefined for a boleto issued elsewhere. */
export async function registrationRequest(
  records: BoletoRecords,
  boleto: BoletoRecord,
): Promise<RegistrationRequest | undefined> {
  const bank = boleto.bankWalletId === undefined ? undefined : await records.bankWallet(boleto.bankWalletId);
  return bank && { reference: boleto.id, boleto, bankWallet: bank };
}
