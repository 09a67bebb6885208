import { banks } from "../../core/banks.ts";
import type { BankCode } from "../../core/billing/bank-code.ts";
import { theBank } from "../../core/billing/bank-grammar.ts";
import { bankName } from "../../core/billing/bank-names.ts";
import type { IsoDate } from "../../core/billing/calendar/iso-date.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import type { BankAccount } from "../../core/boleto/boleto-values.ts";
import { campoLivreOf } from "../../core/boleto/campo-livre-of.ts";
import { numberingYear } from "../../core/boleto/numbering-year.ts";
import { parseBankAccount } from "../../core/boleto/parse-bank-account.ts";
import { parseCnabSettings, unconfirmedFiles } from "../../core/cnab240/parse-cnab-settings.ts";
import { bankWalletFields } from "../../core/register/bank-wallet-fields.ts";
import { fieldTable } from "../../core/register/field-table.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import type { Resource } from "../../core/register/schemas.ts";
import type { BankWallet } from "../../database/generated/client.ts";
import { byExternalId } from "./by-external-id.ts";
import { isSame } from "./is-same.ts";
import { type PutAll, putEach } from "./put-each.ts";

/**
 * Puts bank wallets. The range of numbers of a wallet may change, but it must contain the next number, and must not
 * overlap the range of another wallet of the same account.
 */
export const putBankWallets: PutAll<"bank-wallets"> = async (tx, entries, { now, isFirstPass }) => {
  const known = byExternalId(
    await tx.bankWallet.findMany({ where: { externalId: { in: entries.map(({ id }) => id) } } }),
  );
  const codes = [...new Set(entries.map(({ value }) => value.bankCode))];
  const numbered = await tx.bankWallet.findMany({ where: { bankCode: { in: codes }, bankNumbers: false } });
  const ranges = new Map(numbered.map(rangeOf));
  return putEach(
    entries,
    ({ id: externalId, value }) => {
      const row = known.get(externalId);
      const parsed = parseBankAccount(value.bankCode, value.account);
      if (!parsed.ok) throw new RegisterError("invalid", "account", parsed.errors[0]?.message ?? "conta inválida");
      const columns = fieldTable.columnValues(bankWalletFields, value, row);
      if (columns.registersBy === "cnab240") {
        refuseUnconfirmed(value.bankCode, row);
        requireCnabSettings(value.bankCode, parsed.account, columns.cnab);
      }
      const data = {
        ...columns,
        account: parsed.account,
        sandboxOutcome: columns.registersBy === "sandbox" ? value.sandboxOutcome : null,
        ...rangeIn(value, row),
      };
      if (!value.bankNumbers) refuseOverlap(externalId, data, ranges, localDate(now, brasilia));
      if (!row) {
        const nossoNumeroYear = numberingYear(value.bankCode, localDate(now, brasilia));
        return { create: { externalId, ...data, nossoNumeroNext: data.nossoNumeroFrom, nossoNumeroYear } };
      }
      if (isSame(data, row)) return "same";
      if (row.bankCode !== value.bankCode)
        throw new RegisterError("conflict", "bankCode", "o banco de uma carteira não muda; cadastre outra");
      const { nossoNumeroFrom: from, nossoNumeroTo: to } = data;
      const isFirstRange = !value.bankNumbers && Number(row.nossoNumeroTo) === 0;
      const next = isFirstRange ? from : Number(row.nossoNumeroNext);
      if (!value.bankNumbers && (next < from || next > to + 1))
        throw new RegisterError("conflict", "nossoNumeroFrom", `a faixa precisa conter o próximo número, ${next}`);
      if (isFirstPass) return "later";
      const change = { ...data, ...(isFirstRange && { nossoNumeroNext: from }) };
      return { change: { where: { externalId }, data: change } };
    },
    {
      enter: (data) => tx.bankWallet.createMany({ data }),
      async change(changes) {
        for (const change of changes) await tx.bankWallet.update(change);
      },
    },
  );
};

/**
 * Returns the range of numbers to store. If the bank assigns the numbers now, the old range is kept, so that no number
 * is used twice if we assign them again some day.
 */
function rangeIn(value: Resource<"bank-wallets">, row: BankWallet | undefined) {
  if (!value.bankNumbers)
    return { nossoNumeroFrom: value.nossoNumeroFrom ?? 0, nossoNumeroTo: value.nossoNumeroTo ?? 0 };
  return { nossoNumeroFrom: Number(row?.nossoNumeroFrom ?? 0), nossoNumeroTo: Number(row?.nossoNumeroTo ?? 0) };
}

/** Throws RegisterError for a bank whose file layout no source confirms, unless the wallet registers by file already. */
function refuseUnconfirmed(bankCode: BankCode, row: BankWallet | undefined): void {
  if (banks[bankCode].cnab240?.unconfirmed && row?.registersBy !== "cnab240")
    throw new RegisterError("invalid", "registersBy", unconfirmedFiles(theBank(bankName(bankCode)).o));
}

/**
 * Throws RegisterError unless the settings, those that are stored and those that were given, together contain
 * everything that the bank's files need.
 */
function requireCnabSettings(bankCode: BankCode, account: BankAccount, cnab: Record<string, string>): void {
  const settings = parseCnabSettings(bankCode, account, cnab);
  const [error] = settings.ok ? [] : settings.errors;
  if (error) throw new RegisterError("invalid", error.field, error.message);
}

/** The range of numbers from which a bank wallet assigns. */
interface NumberRange {
  bankCode: BankCode;
  account: BankAccount;
  nossoNumeroFrom: number;
  nossoNumeroTo: number;
}

const rangeOf = (row: BankWallet): [string, NumberRange] => [
  row.externalId,
  {
    bankCode: row.bankCode as BankCode,
    account: row.account as BankAccount,
    nossoNumeroFrom: Number(row.nossoNumeroFrom),
    nossoNumeroTo: Number(row.nossoNumeroTo),
  },
];

/** Throws RegisterError if another wallet could assign one of these numbers. Otherwise adds the range to `ranges`. */
function refuseOverlap(id: string, range: NumberRange, ranges: Map<string, NumberRange>, today: IsoDate): void {
  for (const [other, taken] of ranges) {
    if (other === id || taken.bankCode !== range.bankCode) continue;
    const first = Math.max(taken.nossoNumeroFrom, range.nossoNumeroFrom);
    const last = Math.min(taken.nossoNumeroTo, range.nossoNumeroTo);
    // Two numbers are tried, because a bank may skip a number, but never two in a row.
    const same = [first, first + 1].some((sequence) => {
      const campoLivre = campoLivreOf(range.bankCode, range.account, sequence, today);
      return campoLivre !== undefined && campoLivre === campoLivreOf(taken.bankCode, taken.account, sequence, today);
    });
    if (first <= last && same)
      throw new RegisterError(
        "conflict",
        "nossoNumeroFrom",
        `a carteira de banco "${other}", da mesma conta, usa a faixa de ${taken.nossoNumeroFrom} a ${taken.nossoNumeroTo}`,
      );
  }
  ranges.set(id, range);
}
