import { type Refused, refuse } from "../boleto/refusal.ts";

/** What a copia-e-cola (PIX code) contains. A dynamic code contains the address of a charge, a static one a PIX key. */
export interface BrCode {
  kind: "dynamic" | "static" | "recurrence";
  /** Address of the charge, without `https://`. */
  url?: string;
  name: string;
  city: string;
}

const gui = "br.gov.bcb.pix";
const longest = 512;

/**
 * Parses a BR Code. Each field consists of two digits for its id, two digits for its length, and a value; the last
 * field is the CRC of everything before it. A refusal names `pix`: the code is malformed, its CRC is wrong, or it is no
 * PIX. Source: Banco Central do Brasil, Manual do BR Code.
 */
export function readBrCode(text: string): { ok: true; code: BrCode } | Refused {
  if (text.length > longest) return refuse("pix", `O código PIX tem ${text.length} letras, e o limite é ${longest}.`);
  const fields = readFields(text);
  if (!fields) return refuse("pix", "O código PIX não está inteiro.");
  const ids = fields.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) return refuse("pix", "O código PIX repete um campo.");
  if (ids[0] !== "00" || fields[0]?.value !== "01") return refuse("pix", "O código PIX não começa como devia.");
  if (ids.at(-1) !== "63" || fields.at(-1)?.value.length !== 4)
    return refuse("pix", "O código PIX termina sem o dígito verificador.");
  if (crc16(text.slice(0, -4)) !== text.slice(-4)) return refuse("pix", "O dígito verificador do PIX não confere.");
  return readContent(new Map(fields.map(({ id, value }) => [id, value])));
}

function readContent(fields: ReadonlyMap<string, string>): { ok: true; code: BrCode } | Refused {
  if (fields.get("53") !== "986" || fields.get("58") !== "BR") return refuse("pix", "O código PIX não é em reais.");
  const name = fields.get("59");
  const city = fields.get("60");
  if (!name || !city || !fields.has("52")) return refuse("pix", "Falta um campo no código PIX.");
  const account = pixTemplate(fields, 26, 51);
  if (!account) return refuse("pix", "O código não é de PIX.");
  const url = account.get("25");
  if (url !== undefined && account.has("01")) return refuse("pix", "O código PIX traz uma chave e um endereço.");
  if (url !== undefined) return { ok: true, code: { kind: "dynamic", url, name, city } };
  if (account.has("01")) return { ok: true, code: { kind: "static", name, city } };
  const recurrence = pixTemplate(fields, 80, 99)?.get("25");
  return recurrence === undefined
    ? refuse("pix", "O código PIX não diz a quem pagar.")
    : { ok: true, code: { kind: "recurrence", name, city } };
}

/** Returns the fields of the PIX template, which has an id from `from` to `to`. */
function pixTemplate(fields: ReadonlyMap<string, string>, from: number, to: number) {
  for (let id = from; id <= to; id++) {
    const inner = readFields(fields.get(String(id)) ?? "");
    if (inner?.[0]?.id === "00" && inner[0].value.toLowerCase() === gui)
      return new Map(inner.map(({ id: sub, value }) => [sub, value]));
  }
  return undefined;
}

/** Splits a text into fields; undefined if the lengths do not add up. */
function readFields(text: string): { id: string; value: string }[] | undefined {
  const fields: { id: string; value: string }[] = [];
  for (let at = 0; at < text.length; ) {
    const head = /^(\d\d)(\d\d)$/.exec(text.slice(at, at + 4));
    const length = Number(head?.[2]);
    const value = text.slice(at + 4, at + 4 + length);
    if (!head?.[1] || length === 0 || value.length !== length) return undefined;
    fields.push({ id: head[1], value });
    at += 4 + length;
  }
  return fields;
}

/** Computes CRC-16/CCITT-FALSE of the UTF-8 bytes, as four hexadecimal digits in capitals: "123456789" gives 29B1. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, "0");
}
