import { readBrCode } from "./read-br-code.ts";

/**
 * Checks the PIX code that a bank sent with a boleto. Returns the code unchanged if it is valid and leads to one
 * charge, otherwise the reason why it must not be shown. A static code would pay to a PIX key, and would settle no
 * boleto.
 */
export function pixOfBoleto(
  text: string | undefined,
): { kind: "none" } | { kind: "pix"; copiaECola: string } | { kind: "refused"; reason: string } {
  if (text === undefined || text === "") return { kind: "none" };
  const read = readBrCode(text);
  if (!read.ok) return { kind: "refused", reason: read.error.message };
  return read.code.kind === "dynamic"
    ? { kind: "pix", copiaECola: text }
    : { kind: "refused", reason: "O código PIX não é de uma cobrança." };
}
