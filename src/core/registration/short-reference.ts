/**
 * Returns our reference of a boleto for banks that accept at most 15 characters: the first 76 bits of the id, 70 of
 * them random, in capitals and digits. The same id always yields the same reference.
 */
export function shortReference(boletoId: string): string {
  const digits = boletoId.replaceAll("-", "").slice(0, 19);
  return BigInt(`0x${digits}`).toString(36).toUpperCase().padStart(15, "0");
}
