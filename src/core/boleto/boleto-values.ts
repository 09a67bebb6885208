/** The names, in inputs, forms and the API, of the fields that banks ask for. */
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

/** The name of a field that at least one bank asks for. */
export type FieldName = (typeof fieldNames)[number];

/** All fields of a bank account: at full width, with defaults, and "" for fields that the bank does not have. */
export type AccountValues = Readonly<Record<FieldName, string>>;

/** The fields of a bank account, at full width and with defaults, as they are stored and passed to `buildBoleto`. */
export type BankAccount = Partial<Record<FieldName, string>>;

/** The values from which a layout builds a boleto. `nossoNumero` has its full width. */
export type BoletoValues = AccountValues & Readonly<{ nossoNumero: string; valorCentavos: number }>;
