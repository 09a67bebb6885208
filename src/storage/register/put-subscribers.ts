import { randomUUID } from "node:crypto";
import { byExternalId } from "./by-external-id.ts";
import { isSame, orNull } from "./is-same.ts";
import { type PutAll, putEach } from "./put-each.ts";
import { insertRows, updateRows } from "./write-rows.ts";

const fields = [
  "name",
  "document",
  "email",
  "address",
  "district",
  "city",
  "state",
  "postalCode",
  "updatedAt",
] as const;

const phonesOf = ({ id, phones }: { id: string; phones: readonly string[] }) =>
  phones.map((phone) => ({ subscriberId: id, phone }));

/** Puts subscribers with their phones. */
export const putSubscribers: PutAll<"subscribers"> = async (tx, entries, { now }) => {
  const known = byExternalId(
    await tx.subscriber.findMany({
      where: { externalId: { in: entries.map(({ id }) => id) } },
      include: { phones: true },
    }),
  );
  return putEach(
    entries,
    ({ id: externalId, value: { phones: given, ...value } }) => {
      const { email, address, district, city, state, postalCode } = value;
      const data = {
        ...value,
        email: orNull(email),
        address: orNull(address),
        district: orNull(district),
        city: orNull(city),
        state: orNull(state),
        postalCode: orNull(postalCode),
      };
      const phones = [...new Set(given)].sort();
      const row = known.get(externalId);
      if (!row) return { create: { id: randomUUID(), externalId, ...data, phones, updatedAt: now } };
      if (isSame({ ...data, phones }, { ...row, phones: row.phones.map(({ phone }) => phone).sort() })) return "same";
      return { change: { id: row.id, ...data, phones, updatedAt: now } };
    },
    {
      async enter(rows) {
        await insertRows(tx, "subscriber", ["id", "externalId", ...fields], rows);
        await insertRows(tx, "subscriber_phone", ["subscriberId", "phone"], rows.flatMap(phonesOf));
      },
      async change(rows) {
        await updateRows(tx, "subscriber", fields, rows);
        await tx.subscriberPhone.deleteMany({ where: { subscriberId: { in: rows.map(({ id }) => id) } } });
        await insertRows(tx, "subscriber_phone", ["subscriberId", "phone"], rows.flatMap(phonesOf));
      },
    },
  );
};
