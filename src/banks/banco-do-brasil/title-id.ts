import type { RegistrationRequest } from "../../core/ports.ts";

/** The bank's twenty digits of a title: told by the bank, or made of the convênio and our own number. */
export function titleId({
  boleto,
  bankWallet,
}: Pick<RegistrationRequest, "boleto" | "bankWallet">): string | undefined {
  if (boleto.bankReference !== undefined) return boleto.bankReference;
  if (boleto.nossoNumero === undefined) return undefined;
  return `000${bankWallet.account.beneficiario}${boleto.nossoNumero}`;
}
