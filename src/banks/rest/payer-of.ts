import type { PayerAddress } from "../../core/billing/people/postal-address.ts";
import type { BoletoRecord } from "../../core/records/boleto-records.ts";

/** The payer of a boleto as banks ask for it, document as bare digits; undefined where its address is not whole. */
export function payerOf({
  slip,
}: Pick<BoletoRecord, "slip">):
  | { name: string; document: string; isCompany: boolean; postal: PayerAddress }
  | undefined {
  const { name, document: printed, postal } = slip.payer;
  if (!postal) return undefined;
  const document = printed.replace(/[^0-9A-Za-z]/g, "");
  return { name, document, isCompany: document.length === 14, postal };
}
