import type { BankCode } from "../../core/billing/bank-code.ts";
import { bankName } from "../../core/billing/bank-names.ts";
import type { Author } from "../../core/operator/author.ts";
import type { Fault } from "../../core/register/check-input.ts";
import type { Register } from "../../core/register/register.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import type { Panel } from "../panel.ts";
import { describeChanges } from "../team/describe-changes.ts";
import { type FormBody, formValues } from "../ui/form-values.ts";
import { allOf } from "./all-of.ts";
import { bankWalletLabels } from "./bank-wallet-form.tsx";
import { bankWalletName, type ShownBankWallet } from "./bank-wallet-name.ts";
import { bankWalletValue, withFormFields } from "./bank-wallet-value.ts";
import { slug } from "./slug.ts";
import type { ShownWallet } from "./wallets-page.tsx";

/**
 * Saves a bank wallet from its form, and records the change in the audit log. Returns a notice, or the faults by field
 * of the form.
 */
export async function saveBankWallet(
  { register, clock, site }: Pick<Panel, "register" | "clock" | "site">,
  { bankCode, before, body, by }: { bankCode: BankCode; before?: ShownBankWallet; body: FormBody; by: Author },
): Promise<{ notice: string } | { faults: readonly Fault[] }> {
  const checked = bankWalletValue(body, { demo: site.demo, before });
  if (!checked.ok) return { faults: checked.faults };
  const { value } = checked;
  const id = before?.id ?? (formValues.optional(body, "id") || slug(bankName(bankCode)));
  if (!before && (await register.get("bank-wallets", id)))
    return { faults: [{ path: "id", message: `já existe a carteira de banco "${id}"` }] };
  const name = bankWalletName({ id, bankCode });
  const sentence = before
    ? `Alterou a carteira de banco ${name}: ${describeChanges({ ...before }, value, bankWalletLabels)}.`
    : `Cadastrou a carteira de banco ${name}.`;
  const log = { by, change: { action: "bank-wallet.saved", subject: `bank-wallet ${id}`, sentence } };
  try {
    await register.put([{ resource: "bank-wallets", id, value }], { now: clock.now(), log });
  } catch (error) {
    if (!(error instanceof RegisterError)) throw error;
    return { faults: withFormFields([{ path: error.path, message: error.message }]) };
  }
  return { notice: `${name}: salva.${value.active ? "" : await describeDeactivation(register, id)}` };
}

/** Says which wallets no longer offer a bank wallet, because it was switched off. */
async function describeDeactivation(register: Register, id: string): Promise<string> {
  const wallets = (await allOf<ShownWallet>(register, "wallets")).filter(({ bankWalletIds }) =>
    bankWalletIds.includes(id),
  );
  if (wallets.length === 0) return " Está desligada, e nenhuma carteira a oferecia.";
  return ` Está desligada: não é mais oferecida em ${wallets.map(({ description }) => description).join(", ")}.`;
}
