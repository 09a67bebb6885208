import { parsePhoneNumberFromString } from "libphonenumber-js/max";

const country = "55";

/**
 * Normalises a Brazilian phone: E.164 without the plus, mobiles always with the ninth digit ("5511900000001").
 * Accepts it with or without 55, ninth digit, trunk zero and carrier code, and as a WhatsApp id.
 * Returns undefined for anything else, including other countries and groups.
 */
export function normalisePhone(text: string): string | undefined {
  const written = text.trim().replace(/^(whatsapp|tel):/i, "");
  const bare = written.replace(/(:\d+)?@(s\.whatsapp\.net|c\.us)$/i, "");
  if (!/^\+?[\d\s().-]+$/.test(bare)) return undefined;
  // A plus or a WhatsApp id implies the country code. Otherwise "+54 …" would pass for the area code 54.
  const international = bare.startsWith("+") || bare !== written;
  return nationalNumbers(bare.replace(/\D/g, ""), international)
    .map(validPhone)
    .find((phone) => phone !== undefined);
}

/** A normalised phone and, for a mobile, the form without the ninth digit that WhatsApp may use. */
export function phoneVariants(phone: string): readonly string[] {
  return isMobile(phone) ? [phone, `${phone.slice(0, 4)}${phone.slice(5)}`] : [phone];
}

/** Masks a normalised phone: "(11) *****-0001". */
export function maskPhone(phone: string): string {
  return `(${phone.slice(2, 4)}) ${"*".repeat(isMobile(phone) ? 5 : 4)}-${phone.slice(-4)}`;
}

/** Is a normalised phone a mobile? */
export function isMobile(phone: string): boolean {
  return /^55\d{2}9\d{8}$/.test(phone);
}

/** Possible national numbers, area code first. The length tells which prefixes are present. */
function nationalNumbers(digits: string, international: boolean): string[] {
  if (international) return digits.startsWith(country) ? [digits.slice(2).replace(/^0/, "")] : [];
  const trunk = digits.startsWith("0");
  const rest = digits.replace(/^0+/, "");
  if (rest.length === 10 || rest.length === 11) return [rest];
  const candidates: string[] = [];
  if (rest.startsWith(country)) candidates.push(rest.slice(2).replace(/^0/, ""));
  // 0 + carrier code (15, 21, 41 …) + area code, as stored in old phone books.
  if (trunk && (rest.length === 12 || rest.length === 13)) candidates.push(rest.slice(2));
  return candidates;
}

function validPhone(national: string): string | undefined {
  const area = national.slice(0, 2);
  const local = national.slice(2);
  // Mobiles had eight digits until 2016. Without the ninth the number is no longer valid.
  const forms = /^[6-9]\d{7}$/.test(local) ? [`9${local}`, local] : [local];
  return forms
    .map((form) => parsePhoneNumberFromString(`+${country}${area}${form}`))
    .find((phone) => phone?.isValid() && ["MOBILE", "FIXED_LINE"].includes(phone.getType() ?? ""))
    ?.number.slice(1);
}
