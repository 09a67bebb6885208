import type { BankMadeBars } from "../bank-layout.ts";

/**
 * Asaas. It does not publish its campo livre. Its bar codes begin with its own code; in the samples of its reference,
 * with that of Banco do Brasil, which registered for it.
 */
export const asaas: BankMadeBars = { code: "461", codeDv: "8", name: "Asaas", barCodes: ["461", "001"] };
