import { fieldTable } from "../../core/register/field-table.ts";
import { type ResourceName, registerFields } from "../../core/register/schemas.ts";

/** A row as the API shows it. A boleto goes by our id, which is one of its fields. */
export function shown(resource: ResourceName, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { id: row.externalId, ...fieldTable.shown(registerFields[resource], row) };
}
