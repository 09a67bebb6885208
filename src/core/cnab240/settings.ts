import type { CnabSetting } from "./cnab-bank.ts";

const preset = (name: string, label: string, pattern: RegExp, expected: string, value?: string): CnabSetting => ({
  name,
  label,
  pattern,
  expected,
  ...(value === undefined ? {} : { preset: value }),
});
const oneOf = (name: string, label: string, values: readonly string[], value: string): CnabSetting => ({
  ...preset(name, label, new RegExp(`^(${values.join("|")})$`), alternatives.format(values), value),
  values,
});
const alternatives = new Intl.ListFormat("pt-BR", { type: "disjunction" });
const required = (setting: CnabSetting): CnabSetting => ({ ...setting, required: setting.preset === undefined });

/** Settings that several banks need. */
export const settings = {
  /** Versions of the layout. A setting, because published sources differ and banks change them. */
  versions: (file: string, lote: string): readonly CnabSetting[] => [
    preset("versaoArquivo", "Versão do arquivo", /^\d{3}$/, "3 números", file),
    preset("versaoLote", "Versão do lote", /^\d{3}$/, "3 números", lote),
  ],
  branchDv: (value?: string) =>
    required(preset("agenciaDv", "Dígito da agência", /^[\dXP]$/, "1 número, X ou P", value)),
  account: required(preset("conta", "Conta, sem o dígito", /^\d{1,12}$/, "até 12 números")),
  accountDv: required(preset("contaDv", "Dígito da conta", /^[\dXP]$/, "1 número, X ou P")),
  environment: oneOf("ambiente", "Ambiente", ["producao", "teste"], "producao"),
  kind: (value: string) => preset("especie", "Espécie do título", /^\d{2}$/, "2 números", value),
  kindAmong: (values: readonly string[], value: string) => oneOf("especie", "Espécie do título", values, value),
};

/** Settings of every bank; a bank's own setting of the same name takes precedence. */
export const commonSettings: readonly CnabSetting[] = [
  settings.kind("04"),
  oneOf("segmentoR", "Mandar a multa (segmento R)", ["sim", "nao"], "sim"),
  preset("primeiraRemessa", "Número da primeira remessa", /^[1-9]\d{0,5}$/, "um número de 1 a 999999", "1"),
  preset("cep", "CEP, para quem não tem um no endereço", /^\d{8}$/, "8 números"),
  preset("cidade", "Cidade, para quem não tem uma no endereço", /^[\p{L}\p{N} .'-]{2,30}$/u, "até 30 letras"),
  preset("uf", "Estado, para quem não tem um no endereço", /^[A-Z]{2}$/, "2 letras maiúsculas"),
];
