import { shownError } from "./error-name.ts";

/**
 * The only list of the fields that contain personal data, texts of messages or credentials. None of them may appear in
 * a log, a metric, a job, a dead letter, or an error message of the API.
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

const normaliseName = (field: string) => field.replace(/[-_]/g, "").toLowerCase();
const secret: ReadonlySet<string> = new Set(secretFields.map(normaliseName));
const hidden = "[oculto]";

/** Returns true if the field is in the list, however it is spelt: `linhaDigitavel`, `linha_digitavel`, `Set-Cookie`. */
export const isSecretField = (field: string): boolean => secret.has(normaliseName(field));

/**
 * Throws if a value contains a secret field at any depth. Protects data that is kept or shown elsewhere, such as jobs.
 */
export function refuseSecrets(where: string, value: unknown): void {
  for (const { field } of fieldsOf(value))
    if (isSecretField(field)) throw new Error(`${where} must not carry the field "${field}"`);
}

/** Deeper than this nothing is shown: a document from outside may be nested as deep as its sender likes. */
const deepest = 20;

/**
 * Returns a copy in which the values of secret fields are hidden, at any depth, and errors are reduced to `ShownError`.
 */
export function withoutSecrets(value: unknown, seen = new Set<unknown>(), depth = 0): unknown {
  if (value instanceof Error) return shownError(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  // An object that was visited before is left out, which ends cycles and keeps large objects from being copied
  // repeatedly.
  if (seen.has(value) || depth > deepest) return "[…]";
  seen.add(value);
  if (Array.isArray(value)) return value.map((element) => withoutSecrets(element, seen, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([field, fieldValue]) => [
      field,
      isSecretField(field) ? hidden : withoutSecrets(fieldValue, seen, depth + 1),
    ]),
  );
}

/** Beyond this number of secret values nobody could tell what a message quotes, and to search for all takes too long. */
const mostValues = 1000;

/**
 * Returns a function that removes the values of the secret fields of `given` from a message about it. The values are
 * gathered once; if there are more than `mostValues`, the function hides whole messages.
 */
export function hiderOf(given: unknown): (words: string) => string {
  const values = new Set<string>();
  for (const { field, value } of fieldsOf(given)) if (isSecretField(field)) addTexts(value, values);
  if (values.size > mostValues) return () => hidden;
  // The longest value comes first, because one value may be part of another.
  const longestFirst = [...values].sort((left, right) => right.length - left.length);
  return (words) => longestFirst.reduce((said, value) => said.replaceAll(value, hidden), words);
}

/**
 * All fields within a value, at any depth, in no order. Bytes have no fields. A stack is kept instead of a recursion,
 * because whoever sends a document chooses its depth.
 */
function* fieldsOf(value: unknown): Generator<{ field: string; value: unknown }> {
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== "object" || next === null || ArrayBuffer.isView(next)) continue;
    for (const [field, fieldValue] of Object.entries(next)) {
      yield { field, value: fieldValue };
      waiting.push(fieldValue);
    }
  }
}

/** Values shorter than this identify nobody, and to remove them would damage other words. */
const shortest = 4;

/** Adds the texts of a value, at any depth. */
function addTexts(value: unknown, texts: Set<string>): void {
  const add = (part: unknown) => {
    const text = typeof part === "string" || typeof part === "number" ? String(part) : "";
    if (text.length >= shortest) texts.add(text);
  };
  add(value);
  for (const { value: inner } of fieldsOf(value)) add(inner);
}
