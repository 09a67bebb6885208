const digits = 25;

/** Encodes a boleto's id (UUID) in base 36 for the field of 25 characters that banks return unchanged. */
export function titleReference(boletoId: string): string {
  return BigInt(`0x${boletoId.replaceAll("-", "")}`)
    .toString(36)
    .toUpperCase()
    .padStart(digits, "0");
}

/** Decodes the boleto's id from that field; undefined if it holds anything else. */
export function boletoIdIn(field: string): string | undefined {
  if (!/^[0-9A-Z]{25}$/.test(field)) return undefined;
  let number = 0n;
  for (const digit of field) number = number * 36n + BigInt(Number.parseInt(digit, 36));
  const hex = number.toString(16).padStart(32, "0");
  if (hex.length > 32) return undefined;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
