import { fieldTable } from "../../core/register/field-table.ts";
import { type ResourceName, registerFields } from "../../core/register/schemas.ts";

/** Maps a row to the API. `id` is the external id, except for a boleto, whose own `id` field is ours. */
export function toApiResource(resource: ResourceName, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { id: row.externalId, ...fieldTable.shown(registerFields[resource], row) };
}
