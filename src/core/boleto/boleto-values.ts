/** The fields that banks ask for, by the names that our inputs, forms and API use. */
export const fieldNames = [
  "agencia",
  "agenciaDv",
  "conta",
  "contaDv",
  "beneficiario",
  "posto",
  "carteira",
  "modalidade",
  "ios",
  "parcela",
  "seuNumero",
] as const;

/** The name of a field that some bank asks for. */
export type FieldName = (typeof fieldNames)[number];

/** A bank account's own fields, parsed: at full width, defaults filled in, "" for what the bank does not have. */
export type AccountValues = Readonly<Record<FieldName, string>>;

/** A bank account's own fields, at full width and with defaults: what is stored and given to `buildBoleto` again. */
export type BankAccount = Partial<Record<FieldName, string>>;

/** All that a bank's layout is made of. `nossoNumero` is at full width. */
export type BoletoValues = AccountValues & Readonly<{ nossoNumero: string; valorCentavos: number }>;
