import { withoutEnd } from "../../without-end.ts";

/** An address in the parts that banks ask for. Parts that could not be recognised are missing. */
interface PostalAddress {
  /** The street with number and complement. */
  street: string;
  district?: string;
  city?: string;
  /** The state, as two letters. */
  state?: string;
  /** The postal code (CEP), 8 digits. */
  postalCode?: string;
}

const states = "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO".split(" ");
const cep = /(?:\bCEP:?\s*)?\b(\d{2})\.?(\d{3})-?(\d{3})\b/gi;
/** Parts that belong to the street even if they follow a comma: "120", "s/n", "km 3", "apto 41", "bloco B". */
const complement =
  /^(\d|s\/?n\b|km\b|ap\b|apto|apartamento|bl\b|bloco|casa\b|fundos|lote\b|quadra|qd\b|sala\b|loja\b)/i;

/**
 * Parses an address such as "Rua das Flores, 10, Centro, São Paulo - SP, 01310-100". The usual variants and incomplete
 * addresses are recognised, too.
 */
export function parsePostalAddress(text: string): PostalAddress {
  const codes = [...text.matchAll(cep)];
  const code = codes.at(-1);
  const bare = code ? text.replace(code[0], " ") : text;
  // With single spaces the patterns below have no runs to go through again and again.
  const trimmed = withoutEnd(bare.replace(/\s+/gu, " "), /[\s,;.–/-]/u);
  const tail = trimmed.slice(-2);
  const before = withoutEnd(trimmed.slice(0, -2), /[\s,/–-]/u);
  const state = states.includes(tail) && before.length < trimmed.length - 2 ? tail : undefined;
  const parts = (state ? before : trimmed)
    .split(/ ?[,;] ?| [-–] |\/(?=\S{3})/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const city = state !== undefined && parts.length > 1 ? parts.pop() : undefined;
  const [street = "", ...rest] = parts;
  const end = rest.findIndex((part) => !complement.test(part));
  const [complements, others] = end < 0 ? [rest, []] : [rest.slice(0, end), rest.slice(end)];
  const [district] = others;
  return {
    street: [street, ...complements].join(", "),
    ...(district !== undefined && { district }),
    ...(city !== undefined && { city }),
    ...(state !== undefined && { state }),
    ...(code && { postalCode: `${code[1]}${code[2]}${code[3]}` }),
  };
}

/** A complete address, with every part that banks ask for. */
export type PayerAddress = Required<PostalAddress>;

/** Formats an address as "Rua Um, 1 - Centro - Niterói/RJ - 24000-000". */
export function formatAddress({ street, district, city, state, postalCode }: PayerAddress): string {
  return `${street} - ${district} - ${city}/${state} - ${postalCode.slice(0, 5)}-${postalCode.slice(5)}`;
}
