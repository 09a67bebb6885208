import { fieldTable } from "../../core/register/field-table.ts";
import { walletFields } from "../../core/register/wallet-fields.ts";
import { byExternalId } from "./by-external-id.ts";
import { isSame } from "./is-same.ts";
import { type PutAll, putEach } from "./put-each.ts";

/** Puts wallets, with the bank wallets that they offer in their order. */
export const putWallets: PutAll<"wallets"> = async (tx, entries) => {
  const known = byExternalId(
    await tx.wallet.findMany({
      where: { externalId: { in: entries.map(({ id }) => id) } },
      include: { banks: { orderBy: { position: "asc" } } },
    }),
  );
  const named = [...new Set(entries.flatMap(({ value }) => value.bankWalletIds))];
  const bankWallets = byExternalId(await tx.bankWallet.findMany({ where: { externalId: { in: named } } }));
  return putEach(
    entries,
    ({ id: externalId, value }) => {
      const { bankWalletIds, defaultBankWalletId } = value;
      const banks = bankWalletIds.map((id) => bankWallets.named(id, "bankWalletIds", "carteira de banco").id);
      const byDefault =
        defaultBankWalletId === undefined ? undefined : banks[bankWalletIds.indexOf(defaultBankWalletId)];
      const row = known.get(externalId);
      const data = {
        ...fieldTable.columnValues(walletFields, value, row),
        defaultBankWalletId: byDefault ?? null,
      };
      const create = banks.map((bankWalletId, position) => ({ bankWalletId, position }));
      if (!row) return { create: { externalId, ...data, banks: { create } } };
      const before = row.banks.map(({ bankWalletId }) => bankWalletId);
      if (isSame({ ...data, banks }, { ...row, banks: before })) return "same";
      const replaced = { deleteMany: {}, create };
      return { change: { where: { externalId }, data: { ...data, banks: replaced } } };
    },
    {
      async enter(rows) {
        for (const data of rows) await tx.wallet.create({ data });
      },
      async change(changes) {
        for (const change of changes) await tx.wallet.update(change);
      },
    },
  );
};
