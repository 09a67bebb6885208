import { byExternalId } from "./by-external-id.ts";
import { isSame } from "./is-same.ts";
import { orNull } from "./or-null.ts";
import { type PutAll, putEach } from "./put-each.ts";
import { updateRows } from "./update-rows.ts";

const fields = ["name", "document", "email", "address", "district", "city", "state", "postalCode"] as const;

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
      if (!row) return { create: { externalId, ...data, phones } };
      if (isSame({ ...data, phones }, { ...row, phones: row.phones.map(({ phone }) => phone).sort() })) return "same";
      return { change: { ...data, id: row.id, phones } };
    },
    {
      async enter(rows) {
        const made = await tx.subscriber.createManyAndReturn({
          data: rows.map(({ phones: _, ...row }) => row),
          select: { id: true, externalId: true },
        });
        const ids = byExternalId(made);
        const phonesOf = ({ externalId, phones }: (typeof rows)[number]) =>
          phones.map((phone) => ({ phone, subscriberId: ids.named(externalId, "id", "assinante").id }));
        await tx.subscriberPhone.createMany({ data: rows.flatMap(phonesOf) });
      },
      async change(rows) {
        await updateRows(tx, "subscriber", fields, { rows, now });
        await tx.subscriberPhone.deleteMany({ where: { subscriberId: { in: rows.map(({ id }) => id) } } });
        await tx.subscriberPhone.createMany({
          data: rows.flatMap(({ id, phones }) => phones.map((phone) => ({ phone, subscriberId: id }))),
        });
      },
    },
  );
};
