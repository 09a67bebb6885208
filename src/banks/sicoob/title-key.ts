import type { RegistrationRequest } from "../../core/ports.ts";
import type { SicoobSettings } from "./sicoob-settings.ts";

/** Returns the key of a boleto at Sicoob: client, kind of collection (modalidade) and nosso número. */
export function titleKey(
  { boleto, bankWallet }: Pick<RegistrationRequest, "boleto" | "bankWallet">,
  { nossoNumeroWithDigit }: SicoobSettings,
) {
  const { beneficiario = "", modalidade = "01" } = bankWallet.account;
  const digit = nossoNumeroWithDigit ? (boleto.slip.boleto?.nossoNumeroDv ?? "") : "";
  return {
    numeroCliente: Number(beneficiario),
    codigoModalidade: Number(modalidade),
    nossoNumero: Number(`${boleto.nossoNumero ?? ""}${digit}`),
  };
}
