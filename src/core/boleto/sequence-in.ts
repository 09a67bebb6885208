import { banks } from "../banks.ts";
import { type BankCode, hasLayout, type LayoutBankCode } from "../billing/bank-code.ts";
import type { IsoDate } from "../billing/calendar/iso-date.ts";
import { accountValues } from "./account-values.ts";
import type { BankAccount } from "./boleto-values.ts";
import { campoLivreOf } from "./campo-livre-of.ts";
import { composeNossoNumero } from "./compose-nosso-numero.ts";
import { sequenceRange } from "./sequence-range.ts";

/**
 * Returns the sequence number for which the account has this campo livre; undefined if the campo livre belongs to
 * another account.
 */
export function sequenceIn(
  bankCode: BankCode,
  account: BankAccount,
  campoLivre: string,
  issueDate: IsoDate,
): number | undefined {
  if (!hasLayout(bankCode)) return undefined;
  const nossoNumero = nossoNumeroIn(bankCode, account, campoLivre);
  // Some banks put a prefix before the sequence number. So every ending of the nosso número is tried, the longest one
  // first.
  for (let from = 0; from < nossoNumero.length; from++) {
    const sequence = Number(nossoNumero.slice(from));
    const numbered = composeNossoNumero(bankCode, account, sequence, issueDate);
    if (numbered.ok && numbered.nossoNumero === nossoNumero)
      return campoLivreOf(bankCode, account, sequence, issueDate) === campoLivre ? sequence : undefined;
  }
  return undefined;
}

function nossoNumeroIn(bankCode: LayoutBankCode, account: BankAccount, campoLivre: string): string {
  const { layout } = banks[bankCode];
  const blank = "0".repeat(sequenceRange(bankCode, account).width);
  const digits = [...blank];
  let at = 0;
  const values = { ...accountValues(layout, account), nossoNumero: blank, valorCentavos: 1 };
  for (const segment of layout.campoLivre(values)) {
    const width = "literal" in segment ? segment.literal.length : segment.width;
    if ("field" in segment && segment.field === "nossoNumero")
      digits.splice(segment.from ?? 0, width, ...campoLivre.slice(at, at + width));
    at += width;
  }
  return digits.join("");
}
