import type { NamedBoleto } from "../../bank-ports.ts";
import type { BoletoRecords } from "../../records/boleto-records.ts";

/**
 * Returns true if the boleto that a bank names is certainly ours: the name proves it, or the bank had confirmed this
 * boleto under the nosso número. A number that it refused may be another system's.
 */
export async function isKnownAtBank(records: BoletoRecords, { id, isProven }: NamedBoleto): Promise<boolean> {
  if (isProven) return true;
  const boleto = await records.boleto(id);
  return boleto?.payableAt !== undefined && !boleto.unconfirmed;
}
