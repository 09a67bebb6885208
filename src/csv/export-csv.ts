import type { Register, RegisterPage } from "../core/register/register.ts";
import type { ResourceName } from "../core/register/schemas.ts";
import { columnsOf, valueAt } from "./import-columns.ts";
import { writeCell } from "./write-cell.ts";
import { byteOrderMark, csvLine } from "./write-csv.ts";

const pageSize = 1000;

/** Loads one page of a list: the ids of the records in the provider's system (external ids), in order. */
export type PageOfIds = (
  after: string | undefined,
  limit: number,
) => Promise<{ ids: readonly string[]; next?: string }>;

/**
 * Exports all records of a resource, or those of a list, in the CSV format that the import reads. To import the file
 * changes nothing. The file is made page by page, so memory does not grow with its size.
 */
export async function* exportCsv(register: Register, kind: ResourceName, listed?: PageOfIds): AsyncGenerator<string> {
  const columns = Object.entries(columnsOf(kind));
  yield byteOrderMark + csvLine(["id", ...columns.map(([name]) => name)]);
  let after: string | undefined;
  do {
    const { items, next } = listed
      ? await loadPage(register, kind, await listed(after, pageSize))
      : await register.list(kind, after, pageSize);
    yield items.map((item) => lineOf(item, columns)).join("");
    after = next;
  } while (after !== undefined);
}

async function loadPage(
  register: Register,
  kind: ResourceName,
  { ids, next }: Awaited<ReturnType<PageOfIds>>,
): Promise<RegisterPage> {
  const known = await register.getMany(kind, ids);
  const items = ids.map((id) => known.get(id)).filter((item) => item !== undefined);
  return { items, ...(next !== undefined && { next }) };
}

function lineOf(
  item: Readonly<Record<string, unknown>>,
  columns: readonly [string, ReturnType<typeof columnsOf>[string]][],
) {
  return csvLine([String(item.id), ...columns.map(([, { field, as }]) => writeCell(as, valueAt(item, field)))]);
}
