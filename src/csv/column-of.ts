import type { ResourceName } from "../core/register/schemas.ts";
import { columnsOf } from "./import-columns.ts";

/** The column that fills a field, by the field's path; the path itself where none does. */
export function columnOf(kind: ResourceName, path: string): string {
  const fills = Object.entries(columnsOf(kind)).find(([, { field }]) => path === field || path.startsWith(`${field}.`));
  return fills?.[0] ?? path;
}
