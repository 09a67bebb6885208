/** COMPE codes of the banks whose bar codes are computed here. */
export const layoutBankCodes = ["001", "033", "077", "104", "237", "341", "748", "756"] as const;

/** Of the banks whose bar codes only they can make. */
const bankMadeCodes = ["403", "461"] as const;

/** A bank's three-digit COMPE code, of those whose bar codes are computed here. */
export type LayoutBankCode = (typeof layoutBankCodes)[number];

/** The same, of those whose bar codes only they can make. */
export type BankMadeCode = (typeof bankMadeCodes)[number];

/** A bank's three-digit COMPE code. */
export type BankCode = LayoutBankCode | BankMadeCode;

/** COMPE codes of the supported banks, in order: those whose boletos can be issued here. */
export const bankCodes: readonly BankCode[] = [...layoutBankCodes, ...bankMadeCodes].sort();

/** Returns true for the code of a supported bank. */
export function isBankCode(text: string): text is BankCode {
  return (bankCodes as readonly string[]).includes(text);
}

/** Returns true for the code of a bank whose bar codes are computed here. */
export function hasLayout(text: string): text is LayoutBankCode {
  return (layoutBankCodes as readonly string[]).includes(text);
}
