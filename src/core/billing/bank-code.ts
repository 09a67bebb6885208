/** The banks whose boletos can be made here, by COMPE code. */
export const bankCodes = ["001", "033", "077", "104", "237", "341", "748", "756"] as const;

/** A bank's three-digit COMPE code. */
export type BankCode = (typeof bankCodes)[number];

/** Is this one of the banks whose boletos can be made here? */
export function isBankCode(text: string): text is BankCode {
  return (bankCodes as readonly string[]).includes(text);
}
