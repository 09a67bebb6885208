import { byExternalId } from "./by-external-id.ts";
import { isSame } from "./is-same.ts";
import { orNull } from "./or-null.ts";
import { type PutAll, putEach } from "./put-each.ts";

/** Puts contracts. */
export const putContracts: PutAll<"contracts"> = async (tx, entries) => {
  const where = (ids: (string | null | undefined)[]) => ({
    where: { externalId: { in: [...new Set(ids.filter((id) => typeof id === "string"))] } },
  });
  const known = byExternalId(await tx.contract.findMany(where(entries.map(({ id }) => id))));
  const subscribers = byExternalId(await tx.subscriber.findMany(where(entries.map(({ value }) => value.subscriberId))));
  const wallets = byExternalId(await tx.wallet.findMany(where(entries.map(({ value }) => value.walletId))));
  // Left out, the link that the operator made stays; null undoes it.
  const walletOf = (given: string | null | undefined, before: string | null) => {
    if (given === undefined) return before;
    return given === null ? null : wallets.named(given, "walletId", "carteira").id;
  };
  return putEach(
    entries,
    ({ id: externalId, value: { subscriberId, walletId, ...value } }) => {
      const row = known.get(externalId);
      const data = {
        ...value,
        branch: orNull(value.branch),
        multaBasisPoints: orNull(value.multaBasisPoints),
        jurosBasisPointsMonth: orNull(value.jurosBasisPointsMonth),
        subscriberId: subscribers.named(subscriberId, "subscriberId", "assinante").id,
        walletId: walletOf(walletId, row?.walletId ?? null),
      };
      if (!row) return { create: { externalId, ...data } };
      if (isSame(data, row)) return "same";
      return { change: () => tx.contract.update({ where: { externalId }, data }) };
    },
    (data) => tx.contract.createMany({ data }),
  );
};
