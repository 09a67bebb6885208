/**
 * Returns our reference of a boleto for banks that accept at most 15 characters: the first 76 bits of the id, 70 of
 * them random, in capitals and digits. The same id always yields the same reference.
 */
export function shortReference(boletoId: string): string {
  const digits = boletoId.replaceAll("-", "").slice(0, 19);
  return BigInt(`0x${digits}`).toString(36).toUpperCase().padStart(15, "0");
}

/**
 * Returns the first and the last id that have this reference, in the order of ids; undefined if it is not one of ours:
 * the ids are random UUIDs (version 4), which also shows in their first 76 bits.
 */
export function idsOfReference(reference: string): { from: string; to: string } | undefined {
  if (!/^[0-9A-Z]{15}$/.test(reference)) return undefined;
  const bits = [...reference].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
  const digits = bits.toString(16).padStart(19, "0");
  if (digits.length > 19 || digits[12] !== "4" || !/[89ab]/.test(digits[16] ?? "")) return undefined;
  const uuid = (end: string) => `${digits}${end.repeat(13)}`.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  return { from: uuid("0"), to: uuid("f") };
}

/**
 * Returns our reference of a boleto for banks that take at most 10 characters: the id's first 48 bits, all random. Too
 * short to be unique for ever, so it only goes to banks where our own nosso número is what identifies a boleto.
 */
export function tinyReference(boletoId: string): string {
  const digits = boletoId.replaceAll("-", "").slice(0, 12);
  return BigInt(`0x${digits}`).toString(36).toUpperCase().padStart(10, "0");
}
