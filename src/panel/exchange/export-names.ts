import type { ResourceName } from "../../core/register/schemas.ts";

/** The lists that can be exported, in the order in which they can be imported. */
export const exportNames = [
  { kind: "branches", file: "filiais", label: "Filiais" },
  { kind: "bank-wallets", file: "carteiras-de-banco", label: "Carteiras de banco" },
  { kind: "wallets", file: "carteiras-de-cobranca", label: "Carteiras de cobrança" },
  { kind: "subscribers", file: "assinantes", label: "Assinantes" },
  { kind: "contracts", file: "contratos", label: "Contratos" },
  { kind: "invoices", file: "faturas", label: "Faturas" },
] as const satisfies readonly { kind: ResourceName; file: string; label: string }[];
