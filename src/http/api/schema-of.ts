import { z } from "zod";
import type { ApiSchema } from "./api-document.ts";

/** What a schema takes, as the API's document says it. */
export function schemaOf(schema: z.ZodType): ApiSchema {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return made as ApiSchema;
}
