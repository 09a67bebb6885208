import { banks } from "../banks.ts";
import { type BankCode, bankCodes } from "../billing/bank-code.ts";
import type { BankAccount } from "../boleto/boleto-values.ts";
import type { Refusal } from "../boleto/refusal.ts";
import type { CnabSetting, CnabSettings } from "./cnab-bank.ts";
import { labelOf } from "./labels.ts";
import { commonSettings } from "./settings.ts";

/** Returns all settings for a bank's files; empty if it does not register by file. */
export function cnabSettings(bankCode: BankCode): readonly CnabSetting[] {
  const bankSettings = banks[bankCode].cnab240?.settings;
  if (!bankSettings) return [];
  return [
    ...bankSettings,
    ...commonSettings.filter(({ name }) => !bankSettings.some((setting) => setting.name === name)),
  ];
}

/** Names of the settings of all banks. */
export const cnabSettingNames: readonly string[] = [
  ...new Set(bankCodes.flatMap((code) => cnabSettings(code).map(({ name }) => name))),
];

/** Refusal for a bank whose file layout is not known here. */
export const noFilesMessage = "Este banco não registra por arquivo.";

/** Refusal for a new bank wallet by files that no source confirms; `theBank` is "o Inter". */
export const unconfirmedFiles = (theBank: string) =>
  `não está confirmado que ${theBank} aceita CNAB 240 de cobrança: use a API do banco`;

/** Validates the settings of a bank wallet that registers by file and fills in presets. Returns all errors at once. */
export function parseCnabSettings(
  bankCode: BankCode,
  account: BankAccount,
  given: Readonly<Record<string, string>>,
): { ok: true; settings: CnabSettings } | { ok: false; errors: readonly Refusal[] } {
  const known = cnabSettings(bankCode);
  const bank = banks[bankCode].cnab240;
  if (!bank) return { ok: false, errors: [{ field: "registersBy", message: noFilesMessage }] };
  const refusal = bank.refuse?.(account);
  const errors: Refusal[] = [
    ...bank.needs
      .filter((name) => !account[name])
      .map((name) => ({
        field: `account.${name}`,
        message: `${labelOf(name)}: o arquivo do banco precisa deste campo`,
      })),
    ...(refusal ? [{ field: `account.${refusal.field}`, message: refusal.message }] : []),
    ...Object.keys(given)
      .filter((name) => !known.some((setting) => setting.name === name))
      .map((name) => ({ field: `cnab.${name}`, message: "este ajuste não existe neste banco" })),
    ...known.flatMap((setting) => faultOf(setting, given[setting.name] ?? "")),
  ];
  if (errors.length > 0) return { ok: false, errors };
  const settings = known.flatMap(({ name, preset }) => {
    const value = given[name] || preset;
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ok: true, settings: Object.fromEntries(settings) };
}

function faultOf({ name, label, pattern, expected, required }: CnabSetting, value: string): Refusal[] {
  const field = `cnab.${name}`;
  if (value === "") return required ? [{ field, message: `falta preencher: ${label}` }] : [];
  return pattern.test(value) ? [] : [{ field, message: `${label}: esperado ${expected}` }];
}
