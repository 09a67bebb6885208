import type { BankClient, Called } from "../rest/create-bank-client.ts";
import { fit } from "../rest/fit.ts";
import type { payerOf } from "../rest/payer-of.ts";
import { customer, customerList } from "./asaas-answers.ts";

/** The customer's id at Asaas, or the call that did not yield one. */
export type FoundCustomer = { kind: "customer"; id: string } | { kind: "none"; called: Called };

/**
 * Finds the payer among the customers of the account, or creates it. Only a customer with notifications switched off is
 * used, so that Asaas does not write to the payer by itself; searched first, because Asaas takes the same document
 * twice.
 */
export async function findCustomer(
  call: BankClient,
  { name, document: cpfCnpj }: NonNullable<ReturnType<typeof payerOf>>,
): Promise<FoundCustomer> {
  const searched = await call({ method: "GET", path: "/customers", query: { cpfCnpj, limit: 100 } });
  if (searched.kind !== "answer") return { kind: "none", called: searched };
  const list = customerList.safeParse(searched.json);
  // What is wrong with the search is not the boleto's fault.
  if (searched.status >= 300 || !list.success) return { kind: "none", called: { kind: "unknown" } };
  const known = list.data.data.find(({ deleted, notificationDisabled }) => !deleted && notificationDisabled);
  if (known) return { kind: "customer", id: known.id };
  const created = await call({
    method: "POST",
    path: "/customers",
    body: { name: fit(name, 100), cpfCnpj, notificationDisabled: true },
  });
  const parsed = created.kind === "answer" && created.status < 300 ? customer.safeParse(created.json) : undefined;
  return parsed?.success ? { kind: "customer", id: parsed.data.id } : { kind: "none", called: created };
}
