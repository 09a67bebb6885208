import { banks } from "../banks.ts";
import { type BankCode, bankCodes } from "../billing/bank-code.ts";
import type { BankAccount } from "../boleto/boleto-values.ts";
import type { Refusal } from "../boleto/refusal.ts";
import type { CnabSetting, CnabSettings } from "./cnab-bank.ts";
import { labelOf } from "./labels.ts";
import { commonSettings } from "./settings.ts";

/** Everything that can be set for files of that bank; nothing where it has none. */
export function cnabSettings(bankCode: BankCode): readonly CnabSetting[] {
  const own = banks[bankCode].cnab240?.settings;
  if (!own) return [];
  return [...own, ...commonSettings.filter(({ name }) => !own.some((setting) => setting.name === name))];
}

/** The name of every setting that some bank has. */
export const cnabSettingNames: readonly string[] = [
  ...new Set(bankCodes.flatMap((code) => cnabSettings(code).map(({ name }) => name))),
];

/** Said of a bank whose file layout is not known here. */
export const noFiles = "Este banco não registra por arquivo.";

/** Checks what was set for a bank wallet that registers by file; presets are filled in. All faults at once. */
export function parseCnabSettings(
  bankCode: BankCode,
  account: BankAccount,
  given: Readonly<Record<string, string>>,
): { ok: true; settings: CnabSettings } | { ok: false; errors: readonly Refusal[] } {
  const known = cnabSettings(bankCode);
  const bank = banks[bankCode].cnab240;
  if (!bank) return { ok: false, errors: [{ field: "registersBy", message: noFiles }] };
  const own = bank.refuse?.(account);
  const errors: Refusal[] = [
    ...bank.needs
      .filter((name) => !account[name])
      .map((name) => ({
        field: `account.${name}`,
        message: `${labelOf(name)}: o arquivo do banco precisa deste campo`,
      })),
    ...(own ? [{ field: `account.${own.field}`, message: own.message }] : []),
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
