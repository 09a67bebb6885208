import { z } from "zod";
import type { ApiSchema } from "./api-document.ts";

/** Converts the input that a Zod schema accepts to JSON Schema. */
export function schemaOf(schema: z.ZodType): ApiSchema {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return made as ApiSchema;
}
