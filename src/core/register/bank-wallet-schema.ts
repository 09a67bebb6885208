import { bankApis } from "../billing/bank-apis.ts";
import { type BankCode, hasLayout } from "../billing/bank-code.ts";
import { theBank } from "../billing/bank-grammar.ts";
import { bankName } from "../billing/bank-names.ts";
import type { BankAccount } from "../boleto/boleto-values.ts";
import { parseBankAccount } from "../boleto/parse-bank-account.ts";
import { sequenceRange } from "../boleto/sequence-range.ts";
import { parseCnabSettings } from "../cnab240/parse-cnab-settings.ts";
import { apiLimitProblems } from "./api-limit-problems.ts";
import { bankWalletFields } from "./bank-wallet-fields.ts";
import { fieldTable } from "./field-table.ts";

/** The schema by which the input for a bank wallet is validated. */
export const bankWalletSchema = fieldTable.schema(bankWalletFields).superRefine((value, context) => {
  const refuse = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
  const parsed = parseBankAccount(value.bankCode, value.account);
  if (!parsed.ok) {
    for (const { field, message } of parsed.errors) refuse(["account", field], message);
    return;
  }
  if (value.minCents !== undefined && value.maxCents !== undefined && value.minCents > value.maxCents)
    refuse(["maxCents"], "o maior valor é menor que o menor valor");
  const settings =
    value.registersBy === "cnab240" || value.cnab
      ? parseCnabSettings(value.bankCode, parsed.account, value.cnab ?? {})
      : undefined;
  if (settings?.ok === false) for (const { field, message } of settings.errors) refuse(field.split("."), message);
  for (const { field, message } of apiLimitProblems(value)) refuse([field], message);
  refuseNumbering({ ...value, account: parsed.account }, refuse);
});

/** Checks who assigns the nosso número, and that our range is valid for the bank. */
function refuseNumbering(
  value: {
    bankCode: BankCode;
    account: BankAccount;
    registersBy?: string | undefined;
    bankNumbers: boolean;
    nossoNumeroFrom?: number | undefined;
    nossoNumeroTo?: number | undefined;
  },
  refuse: (path: string[], message: string) => void,
): void {
  const { bankCode, account, registersBy, bankNumbers, nossoNumeroFrom: from, nossoNumeroTo: to } = value;
  const numberedBy = bankApis.numberedBy(bankCode);
  const { o } = theBank(bankName(bankCode));
  if (registersBy === "cnab240" && !hasLayout(bankCode)) refuse(["registersBy"], `${o} só registra pela API: use api`);
  if (registersBy === "api" && !bankApis.has(bankCode)) refuse(["registersBy"], `por API só ${bankApis.named}`);
  if (registersBy === "api" && bankCode === "001" && account.beneficiario?.length !== 7)
    refuse(["account", "beneficiario"], "a API do Banco do Brasil pede um convênio de 7 números");
  if (!bankNumbers && (registersBy === "api" ? numberedBy === "bank" : !hasLayout(bankCode)))
    refuse(["bankNumbers"], `${registersBy === "api" ? "pela API " : ""}quem dá o nosso número é ${o}: use true`);
  const mayNumber = registersBy === "api" ? numberedBy === "bank" || numberedBy === "either" : !hasLayout(bankCode);
  if (bankNumbers && !mayNumber)
    refuse(["bankNumbers"], `só vale pela API de quem dá o nosso número: ${bankApis.numbering}`);
  if (bankNumbers || !hasLayout(bankCode)) return;
  if (from === undefined) refuse(["nossoNumeroFrom"], "falta preencher");
  if (to === undefined) refuse(["nossoNumeroTo"], "falta preencher");
  if (from === undefined || to === undefined) return;
  const { min, max } = sequenceRange(bankCode, account);
  if (from < min || to > max) refuse(["nossoNumeroFrom"], `a faixa deste banco vai de ${min} a ${max}`);
  if (from > to) refuse(["nossoNumeroTo"], "o fim da faixa vem antes do começo");
}
