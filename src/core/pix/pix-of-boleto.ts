import { readBrCode } from "./read-br-code.ts";

/**
 * The PIX that a bank gave with a boleto, unchanged, where it is whole and leads to that one charge; else why it is not
 * shown. A static code would pay to a key, settling no boleto.
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
