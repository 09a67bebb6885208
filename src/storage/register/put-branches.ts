import { branchFields } from "../../core/register/branch-fields.ts";
import { type ColumnValues, fieldTable } from "../../core/register/field-table.ts";
import { Prisma } from "../../database/generated/client.ts";
import { byExternalId } from "./by-external-id.ts";
import { isSame } from "./is-same.ts";
import { type PutAll, putEach } from "./put-each.ts";

/** Converts the columns of a branch to what Prisma writes: for hours that are the provider's, SQL's NULL. */
export const branchRow = ({ hours, ...data }: ColumnValues<typeof branchFields>) => ({
  ...data,
  hours: hours ?? Prisma.DbNull,
});

/** Puts branches, by their names. */
export const putBranches: PutAll<"branches"> = async (tx, entries, { now }) => {
  const known = byExternalId(await tx.branch.findMany({ where: { externalId: { in: entries.map(({ id }) => id) } } }));
  return putEach(
    entries,
    ({ id: externalId, value }) => {
      const row = known.get(externalId);
      const data = fieldTable.columnValues(branchFields, value, row);
      if (!row) return { create: { externalId, ...branchRow(data), createdAt: now, updatedAt: now } };
      if (isSame(data, row)) return "same";
      return { change: { where: { externalId }, data: { ...branchRow(data), updatedAt: now } } };
    },
    {
      enter: (data) => tx.branch.createMany({ data }),
      async change(changes) {
        for (const change of changes) await tx.branch.update(change);
      },
    },
  );
};
