import { randomUUID } from "node:crypto";
import { fieldTable } from "../../core/register/field-table.ts";
import { subscriberFields } from "../../core/register/subscriber-fields.ts";
import { byExternalId } from "./by-external-id.ts";
import { isSame } from "./is-same.ts";
import { type PutAll, putEach } from "./put-each.ts";
import { insertRows, updateRows } from "./write-rows.ts";

const columns = [...fieldTable.columns(subscriberFields), "updatedAt" as const];

const phonesOf = ({ id, phones }: { id: string; phones: readonly string[] }) =>
  phones.map((phone) => ({ subscriberId: id, phone }));

/** Puts subscribers, with their phones. */
export const putSubscribers: PutAll<"subscribers"> = async (tx, entries, { now }) => {
  const known = byExternalId(
    await tx.subscriber.findMany({
      where: { externalId: { in: entries.map(({ id }) => id) } },
      include: { phones: true },
    }),
  );
  return putEach(
    entries,
    ({ id: externalId, value }) => {
      const row = known.get(externalId);
      const data = fieldTable.columnValues(subscriberFields, value, row);
      const phones = [...new Set(value.phones)].sort();
      if (!row) return { create: { id: randomUUID(), externalId, ...data, phones, updatedAt: now } };
      if (isSame({ ...data, phones }, { ...row, phones: row.phones.map(({ phone }) => phone).sort() })) return "same";
      return { change: { id: row.id, ...data, phones, updatedAt: now } };
    },
    {
      async enter(rows) {
        await insertRows(tx, "subscriber", ["id", "externalId", ...columns], rows);
        await insertRows(tx, "subscriber_phone", ["subscriberId", "phone"], rows.flatMap(phonesOf));
      },
      async change(rows) {
        await updateRows(tx, "subscriber", columns, rows);
        await tx.subscriberPhone.deleteMany({ where: { subscriberId: { in: rows.map(({ id }) => id) } } });
        await insertRows(tx, "subscriber_phone", ["subscriberId", "phone"], rows.flatMap(phonesOf));
      },
    },
  );
};
