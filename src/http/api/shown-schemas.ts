import { fieldTable } from "../../core/register/field-table.ts";
import { type ResourceName, registerFields } from "../../core/register/schemas.ts";
import type { ApiSchema } from "./api-document.ts";
import { schemaOf } from "./schema-of.ts";

const id: ApiSchema = { type: "string", description: "Identificador no seu sistema" };

/**
 * Returns the schema of each resource as the API answers it: the input schema with the id and the read-only fields
 * added.
 */
export function shownSchemas(inputs: Readonly<Record<ResourceName, ApiSchema>>): Record<string, ApiSchema> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { properties }]) => {
      const more = schemaOf(fieldTable.readOnlySchema(registerFields[name as ResourceName])).properties;
      return [`${name}.shown`, { type: "object", properties: { id, ...properties, ...more }, required: ["id"] }];
    }),
  );
}
