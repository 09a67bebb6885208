import { fieldTable } from "../../core/register/field-table.ts";
import { type ResourceName, registerFields } from "../../core/register/schemas.ts";
import type { ApiSchema } from "./api-document.ts";
import { schemaOf } from "./schema-of.ts";

const id: ApiSchema = { type: "string", description: "Identificador no seu sistema" };

/** What is read of each resource, by what is written: with its id, and nothing that is empty. */
export function shownSchemas(inputs: Readonly<Record<ResourceName, ApiSchema>>): Record<string, ApiSchema> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { properties }]) => {
      const more = schemaOf(fieldTable.readOnlySchema(registerFields[name as ResourceName])).properties;
      return [`${name}.shown`, { type: "object", properties: { id, ...properties, ...more }, required: ["id"] }];
    }),
  );
}
