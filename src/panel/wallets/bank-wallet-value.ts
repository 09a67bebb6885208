import { type Bank, banks } from "../../core/banks.ts";
import { bankApis, waysOf } from "../../core/billing/bank-apis.ts";
import { type BankCode, hasLayout, isBankCode } from "../../core/billing/bank-code.ts";
import { theBank } from "../../core/billing/bank-grammar.ts";
import { bankName } from "../../core/billing/bank-names.ts";
import { formatBrl } from "../../core/billing/money/money.ts";
import type { RegistersBy } from "../../core/billing/offers/bank-wallet.ts";
import { layoutOf } from "../../core/boleto/layout-of.ts";
import { parseBankAccount } from "../../core/boleto/parse-bank-account.ts";
import { cnabSettings, parseCnabSettings, unconfirmedFiles } from "../../core/cnab240/parse-cnab-settings.ts";
import { checkInput, type Fault } from "../../core/register/check-input.ts";
import { type Resource, registerSchemas } from "../../core/register/schemas.ts";
import { type FormBody, formValues } from "../ui/form-values.ts";
import type { ShownBankWallet } from "./bank-wallet-name.ts";

type Checked = { ok: true; value: Resource<"bank-wallets"> } | { ok: false; faults: readonly Fault[] };

/**
 * What else decides about a form. The demo offers the sandbox, and a bank wallet that exists can keep its way of
 * registration.
 */
interface FormContext {
  demo: boolean;
  before?: ShownBankWallet | undefined;
}

const { text, optional, whole, cents, isOn } = formValues;
/** Fields that the register returns but does not accept. */
const shownOnly = ["id", "nossoNumeroNext"];

/**
 * Returns the ways of registration to offer. The sandbox is offered in the demo, and to a bank wallet that uses it
 * already.
 */
export function bankWalletWays(bankCode: BankCode, { demo, before }: FormContext): readonly RegistersBy[] {
  return waysOf(bankCode, { sandbox: demo || before?.registersBy === "sandbox", keeps: before?.registersBy });
}

/**
 * Validates the form by the schema of the API. A field that the form does not ask for, at all or for the chosen way of
 * registration, keeps its value.
 */
export function bankWalletValue(body: FormBody, context: FormContext): Checked {
  const { before } = context;
  const bankCode = before?.bankCode ?? text(body, "bankCode");
  if (!isBankCode(bankCode)) return { ok: false, faults: [{ path: "bankCode", message: "escolha um banco" }] };
  const amounts = ["minCents", "maxCents"].filter((name) => typeof cents(body, name) === "string");
  if (amounts.length > 0)
    return {
      ok: false,
      faults: amounts.map((path) => ({ path, message: "escreva um valor em reais, como 1.234,56" })),
    };
  const ways = bankWalletWays(bankCode, context);
  const way = ways.find((one) => one === (optional(body, "registersBy") ?? before?.registersBy ?? ways[0]));
  if (way === undefined) return { ok: false, faults: [{ path: "registersBy", message: noSuchWay(body, bankCode) }] };
  const bankNumbers = way === "api" ? isNumberedByBank(body, bankCode) : !hasLayout(bankCode);
  const cnab = way === "cnab240" ? cnabOf(body, bankCode) : undefined;
  const minutes = way === "cnab240" ? undefined : whole(body, "windowMinutes");
  const kept = Object.entries(before ?? {}).filter(([field]) => !shownOnly.includes(field));
  const account = accountOf(body, bankCode);
  const checked = checkInput(registerSchemas["bank-wallets"], {
    ...Object.fromEntries(kept),
    bankCode,
    account,
    registersBy: way,
    bankNumbers,
    cnab,
    beneficiaryName: text(body, "beneficiaryName"),
    beneficiaryDocument: text(body, "beneficiaryDocument"),
    beneficiaryAddress: text(body, "beneficiaryAddress"),
    ...(way !== "cnab240" && { windowSeconds: typeof minutes === "number" ? minutes * 60 : minutes }),
    cutOff: optional(body, "cutOff"),
    daysAfterDue: whole(body, "daysAfterDue"),
    minCents: cents(body, "minCents"),
    maxCents: cents(body, "maxCents"),
    nossoNumeroFrom: bankNumbers ? undefined : whole(body, "nossoNumeroFrom"),
    nossoNumeroTo: bankNumbers ? undefined : whole(body, "nossoNumeroTo"),
    active: isOn(body, "active"),
  });
  if (checked.ok) return checked;
  // The schema checks the account only if everything else is valid. The faults of the account should be shown from the
  // start, so it is checked here as well.
  const parsed = parseBankAccount(bankCode, account);
  const ofAccount = parsed.ok ? [] : parsed.errors.map(({ field, message }) => ({ path: `account.${field}`, message }));
  const file = cnab && parseCnabSettings(bankCode, account, cnab);
  const ofFile = file?.ok === false ? file.errors.map(({ field, message }) => ({ path: field, message })) : [];
  const faults = withFormFields([...ofAccount, ...ofFile, ...checked.faults]);
  return {
    ok: false,
    faults: [...new Map(faults.toReversed().map((fault) => [fault.path, fault])).values()].toReversed(),
  };
}

function noSuchWay(body: FormBody, bankCode: BankCode): string {
  const { cnab240 }: Bank = banks[bankCode];
  const isUnconfirmed = optional(body, "registersBy") === "cnab240" && cnab240?.unconfirmed;
  return isUnconfirmed ? unconfirmedFiles(theBank(bankName(bankCode)).o) : "escolha um jeito que este banco tem";
}

/** Renames the fields in faults to those of the form, which asks for minutes, while the API uses seconds. */
export function withFormFields(faults: readonly Fault[]): readonly Fault[] {
  return faults.map((fault) => (fault.path === "windowSeconds" ? { ...fault, path: "windowMinutes" } : fault));
}

/** Converts a bank wallet to the values of its form. */
export function bankWalletGiven(wallet: ShownBankWallet): FormBody {
  const { account, cnab = {}, bankNumbers, windowSeconds, minCents, maxCents, active, nossoNumeroNext } = wallet;
  const prefixed = (prefix: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]);
  return {
    ...wallet,
    ...Object.fromEntries([...prefixed("account", account), ...prefixed("cnab", cnab)]),
    bankNumbers: bankNumbers ? "sim" : "nao",
    windowMinutes: windowSeconds / 60,
    minCents: minCents === undefined ? "" : formatBrl(minCents),
    maxCents: maxCents === undefined ? "" : formatBrl(maxCents),
    active: active ? "sim" : "",
    sequence: nossoNumeroNext,
    existing: wallet.id,
  };
}

function accountOf(body: FormBody, bankCode: BankCode): Record<string, string> {
  const fields = (layoutOf(bankCode)?.fields ?? []).filter(({ scope }) => scope === "account");
  const names = fields.map(({ name }) => name);
  return filledIn(body, "account", names);
}

function cnabOf(body: FormBody, bankCode: BankCode): Record<string, string> {
  return filledIn(
    body,
    "cnab",
    cnabSettings(bankCode).map(({ name }) => name),
  );
}

function filledIn(body: FormBody, prefix: string, names: readonly string[]): Record<string, string> {
  const values = names.map((name) => [name, text(body, `${prefix}.${name}`)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== ""));
}

/**
 * Returns true if the bank assigns the nosso número by API: Inter always does, Banco do Brasil for a convênio of type
 * 3.
 */
function isNumberedByBank(body: FormBody, bankCode: BankCode): boolean {
  const by = bankApis.numberedBy(bankCode);
  return by === "bank" || (by === "either" && text(body, "bankNumbers") === "sim");
}
