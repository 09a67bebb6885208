import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { plainSigns } from "../plain-signs.ts";

const country = "55";

/**
 * Normalises a Brazilian phone number to E.164 without the plus; a mobile number always gets the ninth digit
 * ("5511900000001"). Accepts numbers with or without 55, ninth digit, leading zero and carrier code, and WhatsApp ids.
 * Returns undefined for everything else, such as numbers of other countries and groups.
 */
export function normalisePhone(text: string): string | undefined {
  const written = plainSigns(text)
    .trim()
    .replace(/^(whatsapp|tel):/i, "");
  const bare = written.replace(/(:\d+)?@(s\.whatsapp\.net|c\.us)$/i, "");
  if (!/^\+?[\d\s().-]+$/.test(bare)) return undefined;
  // With a plus, or in a WhatsApp id, the country code is always present. Otherwise "+54 …" would be read as the area
  // code 54.
  const international = bare.startsWith("+") || bare !== written;
  return nationalNumbers(bare.replace(/\D/g, ""), international)
    .map(validPhone)
    .find((phone) => phone !== undefined);
}

/** Returns a normalised phone and, for a mobile, also the form without the ninth digit, which WhatsApp may use. */
export function phoneVariants(phone: string): readonly string[] {
  return isMobile(phone) ? [phone, `${phone.slice(0, 4)}${phone.slice(5)}`] : [phone];
}

/** Returns a normalised phone with its middle hidden: "(11) *****-0001". */
export function maskPhone(phone: string): string {
  return `(${phone.slice(2, 4)}) ${"*".repeat(isMobile(phone) ? 5 : 4)}-${phone.slice(-4)}`;
}

/** Returns true if a normalised phone is a mobile number. */
export function isMobile(phone: string): boolean {
  return /^55\d{2}9\d{8}$/.test(phone);
}

/**
 * Returns the national numbers, area code first, that the digits may stand for. The length shows which prefixes are
 * present.
 */
function nationalNumbers(digits: string, international: boolean): string[] {
  if (international) return digits.startsWith(country) ? [digits.slice(2).replace(/^0/, "")] : [];
  const trunk = digits.startsWith("0");
  const rest = digits.replace(/^0+/, "");
  if (rest.length === 10 || rest.length === 11) return [rest];
  const candidates: string[] = [];
  if (rest.startsWith(country)) candidates.push(rest.slice(2).replace(/^0/, ""));
  // Old phone books contain 0, the code of a carrier (15, 21, 41 …), and the area code.
  if (trunk && (rest.length === 12 || rest.length === 13)) candidates.push(rest.slice(2));
  return candidates;
}

function validPhone(national: string): string | undefined {
  const area = national.slice(0, 2);
  const local = national.slice(2);
  // Mobile numbers had eight digits until 2016. A number without the ninth digit no longer works.
  const forms = /^[6-9]\d{7}$/.test(local) ? [`9${local}`, local] : [local];
  return forms
    .map((form) => parsePhoneNumberFromString(`+${country}${area}${form}`))
    .find((phone) => phone?.isValid() && ["MOBILE", "FIXED_LINE"].includes(phone.getType() ?? ""))
    ?.number.slice(1);
}
