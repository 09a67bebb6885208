/** An address as banks want it, as far as it could be read out of one line of text. */
interface PostalAddress {
  /** With number and complement. */
  street: string;
  district?: string;
  city?: string;
  /** Two letters. */
  state?: string;
  /** CEP, 8 digits. */
  postalCode?: string;
}

const states = "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO".split(" ");
const cep = /(?:\bCEP:?\s*)?\b(\d{2})\.?(\d{3})-?(\d{3})\b/gi;
/** What belongs to the street though a comma stands before it: "120", "s/n", "km 3", "apto 41", "bloco B". */
const complement =
  /^(\d|s\/?n\b|km\b|ap\b|apto|apartamento|bl\b|bloco|casa\b|fundos|lote\b|quadra|qd\b|sala\b|loja\b)/i;

/** Reads "Rua das Flores, 10, Centro, São Paulo - SP, 01310-100": the usual ways to write it, and parts of it. */
export function parsePostalAddress(text: string): PostalAddress {
  const codes = [...text.matchAll(cep)];
  const code = codes.at(-1);
  const bare = code ? text.replace(code[0], " ") : text;
  const trimmed = bare.replace(/[\s,;.–/-]+$/u, "");
  const [, before = trimmed, tail = ""] = /^(.*?)[\s,/–-]+([A-Z]{2})$/su.exec(trimmed) ?? [];
  const state = states.includes(tail) ? tail : undefined;
  const parts = (state ? before : trimmed)
    .split(/\s*[,;]\s*|\s+[-–]\s+|\/(?=\S{3})/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const city = state !== undefined && parts.length > 1 ? parts.pop() : undefined;
  const [street = "", ...rest] = parts;
  const own = rest.findIndex((part) => !complement.test(part));
  const [complements, others] = own < 0 ? [rest, []] : [rest.slice(0, own), rest.slice(own)];
  const [district] = others;
  return {
    street: [street, ...complements].join(", "),
    ...(district !== undefined && { district }),
    ...(city !== undefined && { city }),
    ...(state !== undefined && { state }),
    ...(code && { postalCode: `${code[1]}${code[2]}${code[3]}` }),
  };
}

/** Where somebody lives, in all the parts that banks ask for. */
export type PayerAddress = Required<PostalAddress>;

/** "Rua Um, 1 - Centro - Niterói/RJ - 24000-000". */
export function addressWords({ street, district, city, state, postalCode }: PayerAddress): string {
  return `${street} - ${district} - ${city}/${state} - ${postalCode.slice(0, 5)}-${postalCode.slice(5)}`;
}
