import { randomUUID } from "node:crypto";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import { contractFields } from "../../core/register/contract-fields.ts";
import { fieldTable } from "../../core/register/field-table.ts";
import { byExternalId } from "./by-external-id.ts";
import { isSame } from "./is-same.ts";
import { type PutAll, putEach } from "./put-each.ts";
import { refuseUnfitPlan } from "./refuse-unfit-plan.ts";
import { deleteRows, insertRows, updateRows } from "./write-rows.ts";

const columns = [...fieldTable.columns(contractFields), "updatedAt" as const];

const phonesOf = ({ id, phones }: { id: string; phones: readonly string[] }) =>
  phones.map((phone) => ({ contractId: id, phone }));

/** Puts contracts, with the phones that are authorised for them. */
export const putContracts: PutAll<"contracts"> = async (tx, entries, { now }) => {
  const where = (ids: (string | null | undefined)[]) => ({
    where: { externalId: { in: [...new Set(ids.filter((id) => typeof id === "string"))] } },
  });
  const known = byExternalId(
    await tx.contract.findMany({ ...where(entries.map(({ id }) => id)), include: { phones: true } }),
  );
  const subscribers = byExternalId(await tx.subscriber.findMany(where(entries.map(({ value }) => value.subscriberId))));
  const wallets = byExternalId(await tx.wallet.findMany(where(entries.map(({ value }) => value.walletId))));
  // If the field is left out, the wallet that an operator chose stays; null removes it.
  const walletOf = (given: string | null | undefined, before: string | null) => {
    if (given === undefined) return before;
    return given === null ? null : wallets.named(given, "walletId", "carteira").id;
  };
  return putEach(
    entries,
    ({ id: externalId, value }) => {
      const row = known.get(externalId);
      const before = (row?.phones ?? []).map(({ phone }) => phone).sort();
      // It is the same with the phones: an empty list removes all of them.
      const phones = value.authorisedPhones ? [...new Set(value.authorisedPhones)].sort() : before;
      const data = {
        ...fieldTable.columnValues(contractFields, value, row),
        subscriberId: subscribers.named(value.subscriberId, "subscriberId", "assinante").id,
        walletId: walletOf(value.walletId, row?.walletId ?? null),
      };
      refuseUnfitPlan(data, row, localDate(now, brasilia));
      if (!row) return { create: { id: randomUUID(), externalId, ...data, phones, updatedAt: now } };
      if (isSame({ ...data, phones }, { ...row, phones: before })) return "same";
      return { change: { id: row.id, ...data, phones, before, updatedAt: now } };
    },
    {
      async enter(rows) {
        await insertRows(tx, "contract", ["id", "externalId", ...columns], rows);
        await insertRows(tx, "contract_phone", ["contractId", "phone"], rows.flatMap(phonesOf));
      },
      async change(rows) {
        await updateRows(tx, "contract", columns, rows);
        // Only the differences are written, so that the other phones keep the date on which they were authorised.
        const removed = rows.flatMap(({ id, phones, before }) =>
          phonesOf({ id, phones: before.filter((phone) => !phones.includes(phone)) }),
        );
        await deleteRows(tx, "contract_phone", ["contractId", "phone"], removed);
        const added = rows.flatMap(({ id, phones, before }) =>
          phonesOf({ id, phones: phones.filter((phone) => !before.includes(phone)) }),
        );
        await insertRows(tx, "contract_phone", ["contractId", "phone"], added);
      },
    },
  );
};
