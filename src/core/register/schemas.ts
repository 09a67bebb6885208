import type { z } from "zod";
import { bankWalletFields } from "./bank-wallet-fields.ts";
import { bankWalletSchema } from "./bank-wallet-schema.ts";
import { boletoFields } from "./boleto-fields.ts";
import { contractFields } from "./contract-fields.ts";
import { type FieldTable, fieldTable } from "./field-table.ts";
import { invoiceFields, invoiceSchema } from "./invoice-fields.ts";
import { subscriberFields } from "./subscriber-fields.ts";
import { walletFields, walletSchema } from "./wallet-fields.ts";

/** The checks of a resource as the provider's system hands it in, by API, CSV or panel. */
export const registerSchemas = {
  subscribers: fieldTable.schema(subscriberFields),
  contracts: fieldTable.schema(contractFields),
  wallets: walletSchema,
  "bank-wallets": bankWalletSchema,
  invoices: invoiceSchema,
  boletos: fieldTable.schema(boletoFields),
};

/** The name of a resource. */
export type ResourceName = keyof typeof registerSchemas;

/** The fields that the schemas are made of. */
export const registerFields: Readonly<Record<ResourceName, FieldTable>> = {
  subscribers: subscriberFields,
  contracts: contractFields,
  wallets: walletFields,
  "bank-wallets": bankWalletFields,
  invoices: invoiceFields,
  boletos: boletoFields,
};

/** A resource as it was handed in, checked. */
export type Resource<R extends ResourceName> = z.infer<(typeof registerSchemas)[R]>;

/** In the order in which one builds on the other. */
export const resourceNames: readonly ResourceName[] = [
  "bank-wallets",
  "wallets",
  "subscribers",
  "contracts",
  "invoices",
  "boletos",
];
