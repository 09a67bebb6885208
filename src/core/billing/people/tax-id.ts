import { cnpj, cpf } from "cpf-cnpj-validator";

/** The CPF of a person (11 digits) or the CNPJ of a company (14 letters and digits), without punctuation. */
export interface TaxId {
  kind: "cpf" | "cnpj";
  value: string;
}

/**
 * Parses a CPF or CNPJ, with or without punctuation; undefined if it is malformed or its check digits are wrong. Since
 * July 2026, the first twelve characters of a CNPJ may include capital letters (Instrução Normativa RFB 2.229/2024).
 */
export function parseTaxId(text: string): TaxId | undefined {
  const value = text.replace(/[\s./-]/g, "").toUpperCase();
  if (/^\d{11}$/.test(value)) return cpf.isValid(value) ? { kind: "cpf", value } : undefined;
  if (/^[0-9A-Z]{12}\d{2}$/.test(value)) return cnpj.isValid(value) ? { kind: "cnpj", value } : undefined;
  return undefined;
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
