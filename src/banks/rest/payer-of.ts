import type { PayerAddress } from "../../core/billing/people/postal-address.ts";
import type { BoletoRecord } from "../../core/records/boleto-records.ts";

/** Returns the payer as banks require it, document without punctuation; undefined if the address is incomplete. */
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
