/** The COMPE codes of the supported banks: those whose boletos can be issued here. */
export const bankCodes = ["001", "033", "077", "104", "237", "341", "748", "756"] as const;

/** The code of a supported bank: three digits, assigned by COMPE. */
export type BankCode = (typeof bankCodes)[number];

/** Returns true for the code of a supported bank. */
export function isBankCode(text: string): text is BankCode {
  return (bankCodes as readonly string[]).includes(text);
}
