import { dropInvisible } from "../plain-signs.ts";
import { readBrCode } from "./read-br-code.ts";

/**
 * Checks the PIX code that a bank sent with a boleto. Returns the code if it is valid and leads to one charge,
 * otherwise the reason why it must not be shown. White space around it, and line breaks within it, are no part of it. A
 * static code would pay to a PIX key, and would settle no boleto.
 */
export function pixOfBoleto(
  text: string | undefined,
): { kind: "none" } | { kind: "pix"; copiaECola: string } | { kind: "refused"; reason: string } {
  if (text === undefined || text.trim() === "") return { kind: "none" };
  const codes = unwrapped(text);
  const code = codes.find((one) => readBrCode(one).ok) ?? codes[0];
  const read = readBrCode(code);
  if (!read.ok) return { kind: "refused", reason: read.error.message };
  return read.code.kind === "dynamic"
    ? { kind: "pix", copiaECola: code }
    : { kind: "refused", reason: "O código PIX não é de uma cobrança." };
}

/** Far longer than any code with its line breaks. */
const most = 2000;

/**
 * Returns what the code may be without its line breaks. A blank beside a line break belongs to the name of the receiver,
 * or to the way in which the lines were broken: the check digits decide.
 */
function unwrapped(text: string): [string, string, string] {
  const bare = dropInvisible(text.trim()).trim().slice(0, most);
  return [bare, bare.replace(/[\r\n\t]+/g, ""), bare.replace(/\s*[\r\n\t]+\s*/g, "")];
}
