import { hasLayout } from "../../core/billing/bank-code.ts";
import { addDays, type IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { formatTaxId, parseTaxId } from "../../core/billing/people/tax-id.ts";
import { buildBoleto } from "../../core/boleto/boleto.ts";
import { composeNossoNumero } from "../../core/boleto/compose-nosso-numero.ts";
import { formatLinhaDigitavel } from "../../core/boleto/linha-digitavel.ts";
import type { Refused } from "../../core/boleto/refusal.ts";
import type { BoletoSlip } from "../../core/boleto/slip.ts";
import type { Fault } from "../../core/register/check-input.ts";
import type { Resource } from "../../core/register/schemas.ts";
import { type FormBody, formValues } from "../ui/form-values.ts";
import type { ShownBankWallet } from "./bank-wallet-name.ts";
import { bankWalletValue } from "./bank-wallet-value.ts";

const sampleCents = 10_000;
const sampleDays = 10;

/**
 * Builds a boleto as a bank wallet would issue it, to be checked before the wallet is saved. The boleto says that it
 * must not be paid.
 */
export function sampleSlip(
  bank: Resource<"bank-wallets">,
  sequence: number,
  today: IsoDate,
): { ok: true; slip: BoletoSlip } | Refused {
  const numbered = composeNossoNumero(bank.bankCode, bank.account, sequence, today);
  if (!numbered.ok) return numbered;
  const built = buildBoleto({
    banco: bank.bankCode,
    ...bank.account,
    nossoNumero: numbered.nossoNumero,
    valorCentavos: sampleCents,
    vencimento: addDays(today, sampleDays),
  });
  if (!built.ok) return built;
  const document = parseTaxId(bank.beneficiaryDocument);
  return {
    ok: true,
    slip: {
      boleto: built.boleto,
      beneficiary: {
        name: bank.beneficiaryName,
        document: document ? formatTaxId(document) : bank.beneficiaryDocument,
        address: bank.beneficiaryAddress,
      },
      payer: { name: "ASSINANTE DE EXEMPLO", document: "529.982.247-25", address: "Rua das Acácias, 120" },
      numeroDocumento: "EXEMPLO",
      especie: "DS",
      aceite: "N",
      issueDate: today,
      processingDate: today,
      instructions: ["Boleto de exemplo, para conferir com o seu banco. Não pague."],
      demo: true,
    },
  };
}

/** Builds the sample boleto for the values of a form, or returns the faults that prevent that. */
export function sampleOf(
  body: FormBody,
  { demo, before, today }: { demo: boolean; before: ShownBankWallet | undefined; today: IsoDate },
): { slip: BoletoSlip } | { faults: readonly Fault[] } {
  const checked = bankWalletValue(body, { demo, before });
  if (!checked.ok) return checked;
  // Only the bank could make one.
  if (!hasLayout(checked.value.bankCode)) return { faults: [] };
  const sequence = Number(formValues.text(body, "sequence")) || (checked.value.nossoNumeroFrom ?? 1);
  const sample = sampleSlip(checked.value, sequence, today);
  return sample.ok ? sample : { faults: [{ path: sample.error.field, message: sample.error.message }] };
}

/** Returns the numbers of a sample, which the operator compares with a boleto of the bank. */
export const printedLines = ({ boleto }: BoletoSlip) => ({
  linhaDigitavel: formatLinhaDigitavel(boleto.linhaDigitavel),
  nossoNumero: boleto.nossoNumeroPrinted,
});
