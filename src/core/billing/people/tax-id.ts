import { cnpj, cpf } from "cpf-cnpj-validator";
import { plainSigns } from "../../plain-signs.ts";

/** The CPF of a person (11 digits) or the CNPJ of a company (14 letters and digits), without punctuation. */
export interface TaxId {
  kind: "cpf" | "cnpj";
  value: string;
}

/**
 * Parses a CPF or CNPJ, with or without punctuation; undefined if it is malformed or its check digits are wrong. Since
 * July 2026, the first twelve characters of a CNPJ may include capital letters (Instrução Normativa RFB 2.229/2024). Up
 * to two zeros at the start may be missing: people leave them out, and spreadsheets drop them.
 */
export function parseTaxId(text: string): TaxId | undefined {
  const value = plainSigns(text)
    .replace(/[\s./-]/g, "")
    .toUpperCase();
  if (/^\d{9,11}$/.test(value)) return validCpf(value.padStart(11, "0"));
  return /^\d{12,13}$|^[0-9A-Z]{12}\d{2}$/.test(value) ? validCnpj(value.padStart(14, "0")) : undefined;
}

const validCpf = (value: string): TaxId | undefined => (cpf.isValid(value) ? { kind: "cpf", value } : undefined);
const validCnpj = (value: string): TaxId | undefined => (cnpj.isValid(value) ? { kind: "cnpj", value } : undefined);

/** A number written in groups, or a CNPJ with letters and its usual punctuation. */
const written =
  /(?<![0-9A-Z])(?:[0-9A-Z]{2}\.?[0-9A-Z]{3}\.?[0-9A-Z]{3}\/?[0-9A-Z]{4}-?\d{2}|\d(?:[\s./-]{0,3}\d)+)(?![0-9A-Z])/g;

/**
 * Finds the CPF or CNPJ in a sentence ("meu cpf é 529.982.247-25"); undefined if there is none, or more than one. A
 * phone or a date beside it does not matter.
 */
export function findTaxId(text: string): TaxId | undefined {
  const whole = parseTaxId(text);
  if (whole) return whole;
  const numbers = [...plainSigns(text).toUpperCase().matchAll(written)].map(([number]) => number);
  const found = new Map(numbers.flatMap(taxIdsIn).map((taxId) => [taxId.value, taxId]));
  const [only] = found.values();
  return found.size === 1 ? only : undefined;
}

/** Two numbers may stand side by side with nothing but a blank between them, so parts are tried as well. */
function taxIdsIn(number: string): TaxId[] {
  const whole = parseTaxId(number);
  if (whole) return [whole];
  const parts = number.split(/\s+/);
  return parts.flatMap((_, from) =>
    parts.slice(from, from + 14).flatMap((_, more) => {
      const part = parts.slice(from, from + more + 1).join("");
      // Among several numbers, one without its first zero could be anything.
      const taxId = /^.{11}$|^.{14}$/.test(part.replace(/[./-]/g, "")) ? parseTaxId(part) : undefined;
      return taxId ? [taxId] : [];
    }),
  );
}

/** Formats a CPF or CNPJ as "123.456.789-09" or "12.345.678/0001-95". */
export function formatTaxId({ kind, value }: TaxId): string {
  return kind === "cpf"
    ? value.replace(/^(.{3})(.{3})(.{3})(.{2})$/, "$1.$2.$3-$4")
    : value.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, "$1.$2.$3/$4-$5");
}

/**
 * Masks a CPF or CNPJ as "***.456.789-**" or "**.345.678/****-**". That is enough to recognise it, and leaves out the
 * digits that are asked for as proof.
 */
export function maskTaxId({ kind, value }: TaxId): string {
  return kind === "cpf"
    ? `***.${value.slice(3, 6)}.${value.slice(6, 9)}-**`
    : `**.${value.slice(2, 5)}.${value.slice(5, 8)}/****-**`;
}
