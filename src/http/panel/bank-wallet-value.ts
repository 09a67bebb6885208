import { type BankCode, isBankCode } from "../../core/billing/bank-code.ts";
import { formatBrl } from "../../core/billing/money.ts";
import { banks } from "../../core/boleto/banks/index.ts";
import { parseBankAccount } from "../../core/boleto/parse-bank-account.ts";
import { checkInput, type Fault } from "../../core/register/check-input.ts";
import { type Resource, registerSchemas } from "../../core/register/schemas.ts";
import type { ShownBankWallet } from "./bank-wallet-name.ts";
import { type FormBody, formValues } from "./form-values.ts";

type Checked = { ok: true; value: Resource<"bank-wallets"> } | { ok: false; faults: readonly Fault[] };

const { text, optional, whole, cents, isOn } = formValues;
/** What the register shows of a bank wallet and does not take. */
const shownOnly = ["id", "nossoNumeroNext"];

/** The form's fields under the API's rules; what the form does not ask stays as it was. */
export function bankWalletValue(body: FormBody, before?: ShownBankWallet): Checked {
  const bankCode = before?.bankCode ?? text(body, "bankCode");
  if (!isBankCode(bankCode)) return { ok: false, faults: [{ path: "bankCode", message: "escolha um banco" }] };
  const amounts = ["minCents", "maxCents"].filter((name) => typeof cents(body, name) === "string");
  if (amounts.length > 0)
    return {
      ok: false,
      faults: amounts.map((path) => ({ path, message: "escreva um valor em reais, como 1.234,56" })),
    };
  const minutes = whole(body, "windowSeconds");
  const kept = Object.entries(before ?? {}).filter(([field]) => !shownOnly.includes(field));
  const account = accountOf(body, bankCode);
  const checked = checkInput(registerSchemas["bank-wallets"], {
    ...Object.fromEntries(kept),
    bankCode,
    account,
    beneficiaryName: text(body, "beneficiaryName"),
    beneficiaryDocument: text(body, "beneficiaryDocument"),
    beneficiaryAddress: text(body, "beneficiaryAddress"),
    windowSeconds: typeof minutes === "number" ? minutes * 60 : minutes,
    cutOff: optional(body, "cutOff"),
    daysAfterDue: whole(body, "daysAfterDue"),
    minCents: cents(body, "minCents"),
    maxCents: cents(body, "maxCents"),
    nossoNumeroFrom: whole(body, "nossoNumeroFrom"),
    nossoNumeroTo: whole(body, "nossoNumeroTo"),
    active: isOn(body, "active"),
  });
  if (checked.ok) return checked;
  // The rules look at the account only once all else is there; who writes it wants to hear of it first.
  const parsed = parseBankAccount(bankCode, account);
  const ofAccount = parsed.ok ? [] : parsed.errors.map(({ field, message }) => ({ path: `account.${field}`, message }));
  return { ok: false, faults: [...ofAccount, ...checked.faults.filter(({ path }) => !path.startsWith("account"))] };
}

/** A bank wallet as its form is filled. */
export function bankWalletGiven(wallet: ShownBankWallet): FormBody {
  const { account, windowSeconds, minCents, maxCents, active, nossoNumeroNext } = wallet;
  return {
    ...wallet,
    ...Object.fromEntries(Object.entries(account).map(([name, value]) => [`account.${name}`, value])),
    windowSeconds: windowSeconds / 60,
    minCents: minCents === undefined ? "" : formatBrl(minCents),
    maxCents: maxCents === undefined ? "" : formatBrl(maxCents),
    active: active ? "sim" : "",
    sequence: nossoNumeroNext,
    existing: wallet.id,
  };
}

function accountOf(body: FormBody, bankCode: BankCode): Record<string, string> {
  const names = banks[bankCode].fields.filter((field) => field.of === "account").map(({ name }) => name);
  return Object.fromEntries(
    names.map((name) => [name, text(body, `account.${name}`)]).filter(([, value]) => value !== ""),
  );
}
