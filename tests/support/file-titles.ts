import type { LayoutBankCode } from "../../src/core/billing/bank-code.ts";
import { bankName } from "../../src/core/billing/bank-names.ts";
import { isoDate } from "../../src/core/billing/calendar/iso-date.ts";
import { buildBoleto } from "../../src/core/boleto/boleto.ts";
import { composeNossoNumero } from "../../src/core/boleto/compose-nosso-numero.ts";
import { parseBankAccount } from "../../src/core/boleto/parse-bank-account.ts";
import { renderRemittance } from "../../src/core/cnab240/render-remittance.ts";
import type { RemittanceTitle } from "../../src/core/cnab240/title-values.ts";
import type { BankWalletRecord, BoletoRecord } from "../../src/core/records/boleto-records.ts";
import { fileAccounts } from "./file-accounts.ts";

/** The id of every boleto here. */
export const boletoId = "0d9f2f3a-5b6c-4d7e-8f90-a1b2c3d4e5f6";
const today = isoDate("2026-11-24");

/** A bank wallet with the example account, which registers by file. */
export function walletAt(bankCode: LayoutBankCode, cnab: Record<string, string> = {}): BankWalletRecord {
  const parsed = parseBankAccount(bankCode, fileAccounts[bankCode].account);
  if (!parsed.ok) throw new Error(parsed.errors[0]?.message);
  return {
    id: "w",
    externalId: "w",
    bankNumbers: false,
    bankCode,
    name: bankName(bankCode),
    account: parsed.account,
    cnab: { ...fileAccounts[bankCode].cnab, ...cnab },
    active: true,
    daysAfterDue: 59,
    registersBy: "cnab240",
    windowSeconds: 1800,
    cutOff: "18:00",
    nossoNumero: { from: 1, to: 999, next: 1 },
    beneficiaryName: "Vale Fibra Telecomunicações Ltda",
    beneficiaryDocument: "12345678000195",
    beneficiaryAddress: "",
  };
}

/** A boleto of that wallet, due on 10/12/2026. */
export function boletoAt(
  bank: LayoutBankCode,
  change: Partial<BoletoRecord> & { address?: string; name?: string } = {},
) {
  const { account } = walletAt(bank);
  const numbered = composeNossoNumero(bank, account, bank === "748" ? 200_281 : 281, today);
  if (!numbered.ok) throw new Error(numbered.error.message);
  const {
    address = "Rua São João, 120, Centro, Niterói - RJ, 24020-005",
    name = "João da Conceição",
    ...more
  } = change;
  const dueDate = more.dueDate ?? isoDate("2026-12-10");
  const amountCents = more.amountCents ?? 10_990;
  const built = buildBoleto({
    banco: bank,
    ...account,
    nossoNumero: numbered.nossoNumero,
    valorCentavos: amountCents,
    vencimento: dueDate,
  });
  if (!built.ok) throw new Error(built.error.message);
  const boleto: BoletoRecord = {
    id: boletoId,
    invoiceId: "i",
    bankWalletId: "w",
    bankCode: bank,
    status: "registering",
    nossoNumero: numbered.nossoNumero,
    codigoBarras: built.boleto.codigoBarras,
    linhaDigitavel: built.boleto.linhaDigitavel,
    amountCents,
    dueDate,
    principalCents: amountCents,
    multaCents: 0,
    jurosCents: 0,
    multaBasisPoints: 200,
    jurosPerDayCents: 3,
    payableUntil: isoDate("2027-02-08"),
    slip: {
      boleto: built.boleto,
      beneficiary: { name: "x", document: "x", address: "" },
      payer: { name, document: "529.982.247-25", address },
      numeroDocumento: "F-2026-12",
      aceite: "N",
      issueDate: today,
      instructions: [],
    },
    issuedAt: new Date("2026-11-24T17:00:00Z"),
    promisedAt: new Date("2026-11-25T23:00:00Z"),
    unconfirmed: false,
    lookUps: 0,
    ...more,
  };
  return boleto;
}

/** Renders remessa 7 on 24/11/2026 at 18:00. Throws if it is refused. */
export function renderAt(bank: LayoutBankCode, titles: readonly RemittanceTitle[], wallet = walletAt(bank)): string {
  const rendered = renderRemittance({ wallet, nsa: 7, at: new Date("2026-11-24T21:00:00Z"), titles });
  if (!rendered.ok) throw new Error(`${rendered.error.field}: ${rendered.error.message}`);
  return rendered.content;
}
