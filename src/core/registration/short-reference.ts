/**
 * Returns our reference of a boleto for banks that take at most 15 characters: the id's first 76 bits, 70 of them
 * random, in capitals and digits. The same id always yields the same reference.
 */
export function shortReference(boletoId: string): string {
  const digits = boletoId.replaceAll("-", "").slice(0, 19);
  return BigInt(`0x${digits}`).toString(36).toUpperCase().padStart(15, "0");
}

/**
 * Returns our reference of a boleto for banks that take at most 10 characters: the id's first 48 bits, all random. Too
 * short to be unique for ever, so it only goes to banks where our own nosso número is what identifies a boleto.
 */
export function tinyReference(boletoId: string): string {
  const digits = boletoId.replaceAll("-", "").slice(0, 12);
  return BigInt(`0x${digits}`).toString(36).toUpperCase().padStart(10, "0");
}
