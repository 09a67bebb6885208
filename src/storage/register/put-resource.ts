import type { Entry } from "../../core/register/register.ts";
import type { ResourceName } from "../../core/register/schemas.ts";
import type { Transaction } from "../sql-transaction.ts";
import { putBankWallets } from "./put-bank-wallets.ts";
import { putBoletos } from "./put-boletos.ts";
import { putContracts } from "./put-contracts.ts";
import type { PutAll, PutResult, Putting } from "./put-each.ts";
import { putInvoices } from "./put-invoices.ts";
import { putSubscribers } from "./put-subscribers.ts";
import { putWallets } from "./put-wallets.ts";

const puts: { [R in ResourceName]: PutAll<R> } = {
  subscribers: putSubscribers,
  contracts: putContracts,
  wallets: putWallets,
  "bank-wallets": putBankWallets,
  invoices: putInvoices,
  boletos: putBoletos,
};

/** Puts entries of one resource, each id once; the same again changes nothing. What does not fit says which field. */
export function putResource(
  tx: Transaction,
  resource: ResourceName,
  entries: readonly Entry[],
  putting: Putting,
): Promise<PutResult[]> {
  return (puts[resource] as PutAll<ResourceName>)(tx, entries, putting);
}
