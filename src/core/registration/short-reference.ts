/**
 * Our own name of a boleto where a bank takes 15 letters at most: 76 of the id's 122 random bits, in capitals and
 * digits. The same id gives the same name.
 */
export function shortReference(boletoId: string): string {
  const digits = boletoId.replaceAll("-", "").slice(0, 19);
  return BigInt(`0x${digits}`).toString(36).toUpperCase().padStart(15, "0");
}
