/** Names, in our inputs, forms and API, of the fields that banks ask for. */
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

/** Name of a field that at least one bank asks for. */
export type FieldName = (typeof fieldNames)[number];

/** All fields of a bank account, parsed: at full width, with defaults, "" for those the bank does not have. */
export type AccountValues = Readonly<Record<FieldName, string>>;

/** Fields of a bank account, at full width and with defaults, as stored and passed to `buildBoleto`. */
export type BankAccount = Partial<Record<FieldName, string>>;

/** Values from which a layout builds a boleto. `nossoNumero` is at full width. */
export type BoletoValues = AccountValues & Readonly<{ nossoNumero: string; valorCentavos: number }>;
