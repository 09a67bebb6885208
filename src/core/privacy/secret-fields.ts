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
  const field = [...fieldsOf(value)].find(({ field }) => isSecretField(field))?.field;
  if (field !== undefined) throw new Error(`${where} must not carry the field "${field}"`);
}

/**
 * Returns a copy in which the values of secret fields are hidden, at any depth, and errors are reduced to `ShownError`.
 */
export function withoutSecrets(value: unknown, seen = new Set<unknown>()): unknown {
  if (value instanceof Error) return shownError(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  // An object that was visited before is left out, which ends cycles and keeps large objects from being copied
  // repeatedly.
  if (seen.has(value)) return "[…]";
  seen.add(value);
  if (Array.isArray(value)) return value.map((element) => withoutSecrets(element, seen));
  return Object.fromEntries(
    Object.entries(value).map(([field, fieldValue]) => [
      field,
      isSecretField(field) ? hidden : withoutSecrets(fieldValue, seen),
    ]),
  );
}

/** Removes the values of the secret fields of `given` from a message about it. */
export function withoutValuesOf(given: unknown, words: string): string {
  const values = [...fieldsOf(given)]
    .filter(({ field }) => isSecretField(field))
    .flatMap(({ value }) => textsIn(value));
  // The longest value comes first, because one value may be part of another.
  return [...new Set(values)]
    .sort((left, right) => right.length - left.length)
    .reduce((said, value) => said.replaceAll(value, hidden), words);
}

function* fieldsOf(value: unknown): Generator<{ field: string; value: unknown }> {
  if (typeof value !== "object" || value === null) return;
  for (const [field, fieldValue] of Object.entries(value)) {
    yield { field, value: fieldValue };
    yield* fieldsOf(fieldValue);
  }
}

/** Values shorter than this identify nobody, and to remove them would damage other words. */
const shortest = 4;

function textsIn(value: unknown): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsIn);
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  return text.length < shortest ? [] : [text];
}
