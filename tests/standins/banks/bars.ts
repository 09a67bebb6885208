// Computed by itself: the stand-ins share no line with what they are to check.

const digits = (text: string) => [...text].map(Number);

/** Modulo 10, weights 2 and 1 from the right, products summed by their digits. */
export function dvMod10(text: string): number {
  const sum = digits(text)
    .reverse()
    .map((digit, index) => digit * (index % 2 === 0 ? 2 : 1))
    .reduce((total, product) => total + Math.floor(product / 10) + (product % 10), 0);
  return (10 - (sum % 10)) % 10;
}

/** Modulo 11, weights 2 to 9 from the right; 0, 10 and 11 give 1. */
function dvBarcode(text: string): number {
  const sum = digits(text)
    .reverse()
    .reduce((total, digit, index) => total + digit * (2 + (index % 8)), 0);
  const dv = 11 - (sum % 11);
  return dv === 0 || dv === 10 || dv === 11 ? 1 : dv;
}

/** Days since 07/10/1997, up to 9999; from 22/02/2025 on it begins anew with 1000. */
function factorOf(dueDate: string): string {
  const daysSince = (day: string) => Math.round((Date.parse(dueDate) - Date.parse(day)) / 86_400_000);
  const first = daysSince("1997-10-07");
  return String(first <= 9999 ? first : 1000 + daysSince("2025-02-22")).padStart(4, "0");
}

/** A bar code of 44 digits and the line of 47. */
export function barsOf(bank: string, { dueDate, cents }: { dueDate: string; cents: number }, campoLivre: string) {
  const tail = `${factorOf(dueDate)}${String(cents).padStart(10, "0")}${campoLivre}`;
  const codigoBarras = `${bank}9${dvBarcode(`${bank}9${tail}`)}${tail}`;
  const fields = [`${bank}9${campoLivre.slice(0, 5)}`, campoLivre.slice(5, 15), campoLivre.slice(15)];
  const line = fields.map((field) => `${field}${dvMod10(field)}`).join("");
  return { codigoBarras, linhaDigitavel: `${line}${codigoBarras[4]}${codigoBarras.slice(5, 19)}` };
}

/** A dynamic PIX that leads to one charge. */
export function pixOf(txid: string): string {
  const field = (id: string, value: string) => `${id}${String(value.length).padStart(2, "0")}${value}`;
  const account = field("00", "br.gov.bcb.pix") + field("25", `pix.example.com/qr/v2/cobv/${txid}`);
  const head = `${field("00", "01")}${field("01", "12")}${field("26", account)}${field("52", "0000")}${field("53", "986")}`;
  const body = `${head}${field("58", "BR")}${field("59", "VALE FIBRA")}${field("60", "SAO PAULO")}${field("62", field("05", "***"))}6304`;
  let crc = 0xffff;
  for (const byte of Buffer.from(body))
    for (let bit = 7; bit >= 0; bit--) {
      const flip = ((crc >> 15) & 1) !== ((byte >> bit) & 1);
      crc = ((crc << 1) & 0xffff) ^ (flip ? 0x1021 : 0);
    }
  return `${body}${crc.toString(16).toUpperCase().padStart(4, "0")}`;
}
