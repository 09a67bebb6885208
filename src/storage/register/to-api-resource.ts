import { fieldTable } from "../../core/register/field-table.ts";
import { type ResourceName, registerFields } from "../../core/register/schemas.ts";

/** Converts a row to a resource of the API. Its `id` is the external id. Only a boleto has our own id as `id`. */
export function toApiResource(resource: ResourceName, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { id: row.externalId, ...fieldTable.shown(registerFields[resource], row) };
}
