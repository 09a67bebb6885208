import { shownError } from "./error-name.ts";

/**
 * The one list of fields that say who somebody is, what was said, or that open a door. None of them stands in a log, a
 * metric, a job, a dead letter, or the answer of the API that a value was not allowed.
 */
export const secretFields = [
  "authorization",
  "cookie",
  "setCookie",
  "token",
  "accessToken",
  "apiKey",
  "key",
  "secret",
  "clientSecret",
  "password",
  "totpSecret",
  "csrf",
  "hash",
  "salt",
  "code",
  "qr",
  "document",
  "cpf",
  "cnpj",
  "cpfCnpj",
  "beneficiaryDocument",
  "payer",
  "pagador",
  "name",
  "firstName",
  "phone",
  "phones",
  "authorisedPhones",
  "destination",
  "email",
  "address",
  "district",
  "postalCode",
  "text",
  "words",
  "body",
  "reply",
  "caption",
  "linhaDigitavel",
  "codigoBarras",
  "campoLivre",
  "pixCopiaECola",
  "brCode",
  "slip",
] as const;

const plain = (field: string) => field.replace(/[-_]/g, "").toLowerCase();
const secret: ReadonlySet<string> = new Set(secretFields.map(plain));
const hidden = "[oculto]";

/** Is it one of the list, however it is written: `linhaDigitavel`, `linha_digitavel`, `Set-Cookie`? */
export const isSecretField = (field: string): boolean => secret.has(plain(field));

/** Throws where names, or the fields of a value at any depth, are of the list: what is kept or shown elsewhere has none. */
export function refuseSecrets(where: string, value: unknown): void {
  const field = [...fieldsOf(value)].find(({ field }) => isSecretField(field))?.field;
  if (field !== undefined) throw new Error(`${where} must not carry the field "${field}"`);
}

/** A copy without the values of secret fields, at any depth; errors as what may be shown of them. */
export function withoutSecrets(value: unknown, seen = new Set<unknown>()): unknown {
  if (value instanceof Error) return shownError(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  // Seen before: a circle, or somebody's whole network of things.
  if (seen.has(value)) return "[…]";
  seen.add(value);
  if (Array.isArray(value)) return value.map((one) => withoutSecrets(one, seen));
  return Object.fromEntries(
    Object.entries(value).map(([field, one]) => [field, isSecretField(field) ? hidden : withoutSecrets(one, seen)]),
  );
}

/** Words that are said about what somebody handed in, without what stood in its secret fields. */
export function withoutValuesOf(given: unknown, words: string): string {
  const values = [...fieldsOf(given)]
    .filter(({ field }) => isSecretField(field))
    .flatMap(({ value }) => textsIn(value));
  // The longest first: one may be part of another.
  return [...new Set(values)]
    .sort((one, other) => other.length - one.length)
    .reduce((said, value) => said.replaceAll(value, hidden), words);
}

function* fieldsOf(value: unknown): Generator<{ field: string; value: unknown }> {
  if (typeof value !== "object" || value === null) return;
  for (const [field, one] of Object.entries(value)) {
    yield { field, value: one };
    yield* fieldsOf(one);
  }
}

/** Shorter than this a value hides nothing, and would tear words apart. */
const shortest = 4;

function textsIn(value: unknown): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsIn);
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  return text.length < shortest ? [] : [text];
}
