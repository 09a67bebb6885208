import type { z } from "zod";
import { bankWalletFields } from "./bank-wallet-fields.ts";
import { bankWalletSchema } from "./bank-wallet-schema.ts";
import { boletoFields } from "./boleto-fields.ts";
import { branchFields } from "./branch-fields.ts";
import { contractFields } from "./contract-fields.ts";
import { type FieldTable, fieldTable } from "./field-table.ts";
import { invoiceFields, invoiceSchema } from "./invoice-fields.ts";
import { subscriberFields } from "./subscriber-fields.ts";
import { walletFields, walletSchema } from "./wallet-fields.ts";

/** The schemas by which the input for the resources is validated, in the API, the CSV import and the panel. */
export const registerSchemas = {
  branches: fieldTable.schema(branchFields),
  subscribers: fieldTable.schema(subscriberFields),
  contracts: fieldTable.schema(contractFields),
  wallets: walletSchema,
  "bank-wallets": bankWalletSchema,
  invoices: invoiceSchema,
  boletos: fieldTable.schema(boletoFields),
};

export type ResourceName = keyof typeof registerSchemas;

/** The tables of fields from which the schemas are derived. */
export const registerFields: Readonly<Record<ResourceName, FieldTable>> = {
  branches: branchFields,
  subscribers: subscriberFields,
  contracts: contractFields,
  wallets: walletFields,
  "bank-wallets": bankWalletFields,
  invoices: invoiceFields,
  boletos: boletoFields,
};

/** The validated input of a resource. */
export type Resource<R extends ResourceName> = z.infer<(typeof registerSchemas)[R]>;

/** All resources. Each one refers only to those before it. */
export const resourceNames: readonly ResourceName[] = [
  "branches",
  "bank-wallets",
  "wallets",
  "subscribers",
  "contracts",
  "invoices",
  "boletos",
];
