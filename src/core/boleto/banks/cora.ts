import type { BankMadeBars } from "../bank-layout.ts";

/**
 * Cora SCD. It does not publish its campo livre. The check digit of the code follows the rule that gives 341-7 and
 * 756-0 (modulo 11, weights 4, 3, 2).
 */
export const cora: BankMadeBars = { code: "403", codeDv: "0", name: "Cora SCD", barCodes: ["403"] };
