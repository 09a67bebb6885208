import { localDate } from "../../core/billing/local-time.ts";
import { parseBankAccount } from "../../core/boleto/parse-bank-account.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import { byExternalId } from "./by-external-id.ts";
import { isSame } from "./is-same.ts";
import { orNull } from "./or-null.ts";
import { type PutAll, putEach } from "./put-each.ts";

/** Puts bank wallets. The range of one may grow and shrink around the next number, never past it. */
export const putBankWallets: PutAll<"bank-wallets"> = async (tx, entries, { now }) => {
  const known = byExternalId(
    await tx.bankWallet.findMany({ where: { externalId: { in: entries.map(({ id }) => id) } } }),
  );
  return putEach(
    entries,
    ({ id: externalId, value: { account: given, ...value } }) => {
      const parsed = parseBankAccount(value.bankCode, given);
      if (!parsed.ok) throw new RegisterError("invalid", "account", parsed.errors[0]?.message ?? "conta inválida");
      const data = {
        ...value,
        account: parsed.account,
        minCents: orNull(value.minCents),
        maxCents: orNull(value.maxCents),
        registersBy: "sandbox" as const,
      };
      const row = known.get(externalId);
      if (!row) {
        const nossoNumeroYear = value.bankCode === "748" ? Number(localDate(now).slice(0, 4)) : null;
        return { create: { externalId, ...data, nossoNumeroNext: value.nossoNumeroFrom, nossoNumeroYear } };
      }
      if (isSame(data, row)) return "same";
      if (row.bankCode !== value.bankCode)
        throw new RegisterError("conflict", "bankCode", "o banco de uma carteira não muda; cadastre outra");
      const next = Number(row.nossoNumeroNext);
      if (next < value.nossoNumeroFrom || next > value.nossoNumeroTo + 1)
        throw new RegisterError("conflict", "nossoNumeroFrom", `a faixa precisa conter o próximo número, ${next}`);
      return { change: () => tx.bankWallet.update({ where: { externalId }, data }) };
    },
    (data) => tx.bankWallet.createMany({ data }),
  );
};
