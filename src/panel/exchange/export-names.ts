import type { ResourceName } from "../../core/register/schemas.ts";

/** What can be taken out, in the order in which it can be put in. */
export const exportNames = [
  { kind: "bank-wallets", file: "carteiras-de-banco", label: "Carteiras de banco" },
  { kind: "wallets", file: "carteiras-de-cobranca", label: "Carteiras de cobrança" },
  { kind: "subscribers", file: "assinantes", label: "Assinantes" },
  { kind: "contracts", file: "contratos", label: "Contratos" },
  { kind: "invoices", file: "faturas", label: "Faturas" },
] as const satisfies readonly { kind: ResourceName; file: string; label: string }[];
