import { shortReference, tinyReference } from "./short-reference.ts";

const plain = (text: string) =>
  text
    .replace(/[^0-9a-z]/gi, "")
    .toUpperCase()
    .replace(/^0+/, "");

/**
 * Says whose a title is by the reference (seu número) that a bank gives for it: this boleto's, another system's, or not
 * told. Never read "not told" as another system's: some banks and some answers leave it out.
 */
export function whoseReference(
  reference: string | null | undefined,
  boletoId: string,
): "ours" | "foreign" | "not-told" {
  const said = plain(reference ?? "");
  if (said === "") return "not-told";
  const own = [shortReference(boletoId), tinyReference(boletoId), boletoId].map(plain);
  return own.includes(said) ? "ours" : "foreign";
}
